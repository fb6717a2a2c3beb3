// A plan over the prepared schema, made into one that agencies understand: each virtual field becomes the
// call that it stands for, under its virtual name, so that calls with other arguments can stand beside it.
//
//   operation   { post { comments__requires1 { id } } }
//            →  { post { comments__requires1: comments(limit: 3) { id } } }
//   requires    ... on Post { __typename id comments__requires1 { id } }
//            →  the same, and an input rewrite: what stands under comments__requires1 is sent as comments
//
// A representation has one `comments`. Where two fields of one fetch require it with different arguments,
// or one field what not all entities have, the fetch becomes several, side by side, each with the fields that
// agree (splitFetch.ts). The executor has nothing to know: merged data holds virtual names like any other data keys.

import type { FetchNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, print, stripIgnoredCharacters, visit, type FieldNode } from 'graphql';
import type { VirtualFields } from '../supergraph/VirtualFields.js';
import { FetchedFields } from './FetchedFields.js';
import { mapFetches } from './mapFetches.js';
import { splitFetch } from './splitFetch.js';

export function restoreFields(plan: QueryPlan, virtualFields: VirtualFields): QueryPlan {
  const fetched = new FetchedFields();
  return mapFetches(plan, (fetch, at) => {
    const [first, ...others] = splitFetch(fetch, at, fetched, virtualFields).map((each) => restoreFetch(each, virtualFields));
    return first === undefined || others.length > 0 ? { kind: 'Parallel', nodes: [...(first ? [first] : []), ...others] } : first;
  });
}

function restoreFetch({ operationDocumentNode: _planned, ...fetch }: FetchNode, { calls }: VirtualFields): FetchNode {
  if (calls.size === 0) return fetch;
  const document = visit(parse(fetch.operation, { noLocation: true }), {
    Field(field): FieldNode | undefined {
      const call = calls.get(field.name.value);
      if (call === undefined) return undefined;
      return { ...field, alias: field.alias ?? field.name, name: { kind: Kind.NAME, value: call.field }, arguments: call.arguments };
    },
  });
  const renamed = renamedInputs(fetch.requires ?? [], [], calls);
  return {
    ...fetch,
    operation: stripIgnoredCharacters(print(document)),
    ...(renamed.length > 0 && { inputRewrites: [...(fetch.inputRewrites ?? []), ...renamed] }),
  };
}

type InputRewrite = NonNullable<FetchNode['inputRewrites']>[number];

function renamedInputs(selections: readonly QueryPlanSelectionNode[], path: readonly string[], calls: VirtualFields['calls']): InputRewrite[] {
  return selections.flatMap((selection): InputRewrite[] => {
    if (selection.kind === 'InlineFragment') {
      const inner = selection.typeCondition === undefined ? path : [...path, `... on ${selection.typeCondition}`];
      return renamedInputs(selection.selections, inner, calls);
    }
    const call = calls.get(selection.name);
    const at = [...path, selection.name];
    const inner = renamedInputs(selection.selections ?? [], at, calls);
    return call === undefined ? inner : [{ kind: 'KeyRenamer', path: at, renameKeyTo: call.field }, ...inner];
  });
}
