// The field sets of a supergraph (keys, requirements, provisions), to put something else in the place of one.

import { Kind, parse, print, visit, type StringValueNode } from 'graphql';
import { argumentOf } from '../../gateway/supergraph/joinDirectives.js';

const ARGUMENTS: ReadonlySet<string> = new Set(['key', 'requires', 'provides']);

export interface FieldSetPlace {
  /** Whose it is, as the join directives name the subgraph. */
  readonly graph: string;
  readonly fields: string;
  /** The supergraph with another text in its place, and everything else as it was. */
  with(fields: string): string;
}

/** In the order of the document. */
export function fieldSetsIn(sdl: string): FieldSetPlace[] {
  const document = parse(sdl, { noLocation: true });
  const places: FieldSetPlace[] = [];
  visit(document, {
    Directive: (directive) => {
      for (const { name, value } of directive.arguments ?? []) {
        if (!ARGUMENTS.has(name.value) || value.kind !== Kind.STRING) continue;
        const replace = (node: StringValueNode, fields: string) => (node === value ? { ...node, value: fields } : undefined);
        places.push({
          graph: argumentOf(directive, 'graph') ?? '',
          fields: value.value,
          with: (fields) => print(visit(document, { StringValue: (node) => replace(node, fields) })),
        });
      }
    },
  });
  return places;
}

/** What can become of one, each in another way: by what it was. */
export const DAMAGES: readonly ((fields: string) => string)[] = [
  () => '',
  () => 'noSuchField',
  (fields) => `${fields} {`,
  (fields) => `${fields} }`,
  (fields) => `${fields} noSuchField`,
  (fields) => `noSuchField { ${fields} }`,
  (fields) => `${fields} ... on NoSuchType { ${fields} }`,
  (fields) => `${fields} ...NoSuchFragment`,
  (fields) => `${fields} } query Other { ${fields}`,
  (fields) => `__typename { ${fields} }`,
];
