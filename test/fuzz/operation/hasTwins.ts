// Whether an operation asks for one call under two names with different things below: `one: f1 { a } two: f1 { b }`. The
// gateway asks the agency once, for both; where `b` fails and may not be null, the agency's null takes `one` along, and the
// specification, which knows of no agencies, would have kept it.

import { print, visit, type DocumentNode } from 'graphql';

export function hasTwins(document: DocumentNode): boolean {
  const names = new Map<string, string>();
  let found = false;
  visit(document, {
    Field({ name, alias, arguments: given = [], selectionSet }) {
      if (selectionSet === undefined) return;
      const call = `${name.value}(${given.map(print).toSorted().join(', ')})`;
      const key = (alias ?? name).value;
      found ||= (names.get(call) ?? key) !== key;
      names.set(call, key);
    },
  });
  return found;
}
