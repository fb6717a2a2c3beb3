// Reads a composed schema and works out what the gateway needs of it. Everything that can be wrong
// with the file ends in one StartUpError whose single line names the file and what to do.

import { readFileSync } from 'node:fs';
import { Supergraph as ComposedSchema } from '@apollo/federation-internals';
import { buildASTSchema, Kind, parse, type DirectiveNode, type DocumentNode } from 'graphql';
import { StartUpError } from '../errors/StartUpError.js';
import { Supergraph } from './Supergraph.js';

/** @throws {StartUpError} where the file cannot be read or is no supergraph. */
export function loadSupergraph(file: string): Supergraph {
  let sdl: string;
  try {
    sdl = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new StartUpError(`${file}: the supergraph cannot be read (${reason}): name another with supergraphFile, or compose it`, {
      cause: error,
    });
  }
  try {
    return buildSupergraph(sdl);
  } catch (error) {
    throw new StartUpError(`${file}: no usable supergraph: ${firstLine(error)}`, { cause: error });
  }
}

/** @throws where the text is no GraphQL, or no supergraph of federation 2. */
export function buildSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const composed = ComposedSchema.build(sdl);
  const agencies = composed.subgraphsMetadata().map((subgraph) => subgraph.name);
  return new Supergraph({
    sdl,
    apiSchema: composed.apiSchema().toGraphQLJSSchema(),
    // Composition has validated it; the join directives do not pass graphql-js's own rules everywhere.
    schema: buildASTSchema(document, { assumeValid: true, assumeValidSDL: true }),
    agencies,
    fieldOwners: readFieldOwners(document),
  });
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
      const resolving = ofField.filter((directive) => !isTrue(directive, 'external') && !isTrue(directive, 'usedOverridden'));
      const graphs = (ofField.length === 0 ? ofType : resolving).map((directive) => argument(directive, 'graph'));
      const agencies = graphs.flatMap((graph) => graphNames.get(graph ?? '') ?? []);
      owners.set(`${definition.name.value}.${field.name.value}`, [...new Set(agencies)]);
    }
  }
  return owners;
}

/** `SECURITY_CHECKS` → `security-checks`. */
function readGraphNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
      const name = graph && argument(graph, 'name');
      if (name !== undefined) names.set(value.name.value, name);
    }
  }
  return names;
}

function argument(directive: DirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function isTrue(directive: DirectiveNode, name: string): boolean {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.BOOLEAN && value.value;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}
