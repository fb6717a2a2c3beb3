// Reads a composed schema and works out what the gateway needs of it. Everything that can be wrong
// with the file ends in one StartUpError whose single line names the file and what to do.

import { readFileSync } from 'node:fs';
import { Supergraph as ComposedSchema } from '@apollo/federation-internals';
import { buildASTSchema, Kind, parse, type DocumentNode } from 'graphql';
import { StartUpError } from '../errors/StartUpError.js';
import { AccessRules } from './AccessRules.js';
import { argumentOf, readGraphAddresses, readGraphNames } from './joinDirectives.js';
import { readCosts } from './readCosts.js';
import { Supergraph } from './Supergraph.js';
import { SUPPORTED_FEATURES } from '../../schema/contract/supportedFeatures.js';
import { withoutAccessRules } from './withoutAccessRules.js';

/** @throws {StartUpError} where the file cannot be read or is no supergraph. */
export function loadSupergraph(file: string): Supergraph {
  return parseSupergraph(file, readSupergraphFile(file));
}

/** @throws {StartUpError} */
export function readSupergraphFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new StartUpError(`${file}: the supergraph cannot be read (${reason}): name another with supergraphFile, or compose it`, {
      cause: error,
    });
  }
}

/**
 * @param file where the text came from, for the complaint.
 * @throws {StartUpError}
 */
export function parseSupergraph(file: string, sdl: string): Supergraph {
  try {
    return buildSupergraph(sdl);
  } catch (error) {
    throw new StartUpError(`${file}: no usable supergraph: ${firstLine(error)}`, { cause: error });
  }
}

/** @throws where the text is no GraphQL, or no supergraph of federation 2. */
export function buildSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const composed = ComposedSchema.build(sdl, { supportedFeatures: SUPPORTED_FEATURES });
  const agencies = composed.subgraphsMetadata().map((subgraph) => subgraph.name);
  return new Supergraph({
    sdl,
    engineSdl: withoutAccessRules(sdl, document),
    accessRules: new AccessRules(document),
    apiSchema: composed.apiSchema().toGraphQLJSSchema(),
    // Composition has validated it; the join directives do not pass graphql-js's own rules everywhere.
    schema: buildASTSchema(document, { assumeValid: true, assumeValidSDL: true }),
    agencies,
    fieldOwners: readFieldOwners(document),
    addresses: readAddresses(document),
    costs: readCosts(document),
  });
}

function readAddresses(document: DocumentNode): Map<string, string> {
  const names = readGraphNames(document);
  return new Map(Array.from(readGraphAddresses(document), ([graph, address]) => [names.get(graph) ?? graph, address]));
}

/**
 * `Type.field` → agencies, from the join directives (join v0.5): a field without `@join__field` is
 * resolved by every subgraph of its type; one that is `external` or overridden there is not.
 */
function readFieldOwners(document: DocumentNode): Map<string, readonly string[]> {
  const graphNames = readGraphNames(document);
  const owners = new Map<string, readonly string[]>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const ofType = (definition.directives ?? []).filter((directive) => directive.name.value === 'join__type');
    for (const field of definition.fields ?? []) {
      const ofField = (field.directives ?? []).filter((directive) => directive.name.value === 'join__field');
      const resolving = ofField.filter((directive) => argumentOf(directive, 'external') !== 'true' && argumentOf(directive, 'usedOverridden') !== 'true');
      const graphs = (ofField.length === 0 ? ofType : resolving).map((directive) => argumentOf(directive, 'graph'));
      const agencies = graphs.flatMap((graph) => graphNames.get(graph ?? '') ?? []);
      owners.set(`${definition.name.value}.${field.name.value}`, [...new Set(agencies)]);
    }
  }
  return owners;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}
