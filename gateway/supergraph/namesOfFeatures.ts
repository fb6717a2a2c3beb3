// The names under which a composed schema uses what other specifications define (core schemas, `@link`):
//
//   @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)            authenticated → authenticated
//   @link(url: "https://specs.apollo.dev/policy/v0.1", as: "rule", for: SECURITY)      rule → policy

import { Kind, type DocumentNode } from 'graphql';
import { argumentOf } from './joinDirectives.js';

const URL_OF_FEATURE = /^https:\/\/specs\.apollo\.dev\/(\w+)\/v\d+\.\d+$/;

/** Name in the schema → name in the specification. Directives that only an import names have their own name there. */
export function namesOfFeatures(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const feature = directive.name.value === 'link' ? URL_OF_FEATURE.exec(argumentOf(directive, 'url') ?? '')?.[1] : undefined;
      if (feature !== undefined) names.set(argumentOf(directive, 'as') ?? feature, feature);
    }
  }
  return names;
}
