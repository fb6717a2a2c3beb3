// The composed schema as the planner gets it. Where Apollo's planner goes wrong over a schema that is right,
// the cure is to show it the same facts in a form that it reads rightly:
//
// - keys by which a subgraph can be entered stand first (resolvableKeysFirst.ts);
// - a field that is required with arguments is a field of its own (VirtualFields.ts).
//
// What has no cure there is found in the plan (ExternalFields.ts).
//
// Only for planning: what clients see and what agencies are asked stays the composed schema.

import { parse, print } from 'graphql';
import { ExternalFields } from './ExternalFields.js';
import { resolvableKeysFirst } from './resolvableKeysFirst.js';
import { addVirtualFields, type VirtualFields } from './VirtualFields.js';

export interface PreparedSupergraph {
  readonly sdl: string;
  /** To be turned back in every plan: see `gateway/plan/restoreFields.ts`. */
  readonly virtualFields: VirtualFields;
  /** What no fetch of a restored plan may ask for: the planner takes it for answerable in some circles of @requires. */
  readonly externalFields: ExternalFields;
}

/** @throws {GraphQLError} where the text is no GraphQL. */
export function prepareForPlanning(sdl: string): PreparedSupergraph {
  const composed = parse(sdl, { noLocation: true });
  const { document, virtualFields } = addVirtualFields(resolvableKeysFirst(composed));
  return { sdl: print(document), virtualFields, externalFields: new ExternalFields(composed) };
}
