// The composed schema as engines get it: without the rules on who may see what. They are kept before an engine sees
// an operation (gateway/operation/access), and an engine that does not know them would not load the schema.

import { Kind, print, visit, type DocumentNode } from 'graphql';
import { argumentOf } from './joinDirectives.js';
import { namesOfFeatures } from './namesOfFeatures.js';

const ACCESS_FEATURES: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy']);

/** @returns the very same text where it holds no such rules. */
export function withoutAccessRules(sdl: string, document: DocumentNode): string {
  const names = [...namesOfFeatures(document)].filter(([, feature]) => ACCESS_FEATURES.has(feature)).map(([name]) => name);
  if (names.length === 0) return sdl;
  const isRule = (name: string) => names.includes(name);
  const isOfRule = (name: string) => names.some((rule) => name.startsWith(`${rule}__`));
  return print(
    visit(document, {
      Directive: (node) => {
        if (isRule(node.name.value)) return null;
        const isLink = node.name.value === 'link' && ACCESS_FEATURES.has(featureIn(argumentOf(node, 'url')));
        return isLink ? null : undefined;
      },
      DirectiveDefinition: ({ name }) => (isRule(name.value) ? null : undefined),
      ScalarTypeDefinition: ({ name, kind }) => (kind === Kind.SCALAR_TYPE_DEFINITION && isOfRule(name.value) ? null : undefined),
    }),
  );
}

function featureIn(url: string | undefined): string {
  return url?.split('/').at(-2) ?? '';
}
