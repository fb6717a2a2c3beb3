// From the text of a composed schema, and what the composition library has told of it, to all that the gateway needs
// to know while it serves. Some milliseconds for a schema of the size of ours: this part is done on the event loop.

import { buildASTSchema, buildSchema, Kind, parse, type DocumentNode } from 'graphql';
import { AccessRules } from './AccessRules.js';
import { argumentOf, readGraphAddresses, readGraphNames } from './joinDirectives.js';
import type { Composition } from './readComposition.js';
import { readCosts } from './readCosts.js';
import { Supergraph } from './Supergraph.js';

/** Composition has validated it; the join directives do not pass graphql-js's own rules everywhere. */
const VALIDATED = { assumeValid: true, assumeValidSDL: true } as const;

/** @param composition of the same text. */
export function assembleSupergraph(sdl: string, { apiSdl, servedSdl, engineSdl, agencies, quarantined }: Composition): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const served = servedSdl === sdl ? document : parse(servedSdl, { noLocation: true });
  return new Supergraph({
    sdl,
    engineSdl,
    accessRules: new AccessRules(document),
    apiSchema: buildSchema(apiSdl, { ...VALIDATED, noLocation: true }),
    schema: buildASTSchema(served, VALIDATED),
    agencies,
    quarantined,
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
