// The composed schema as the planner gets it. Where Apollo's planner goes wrong over a schema that is right,
// the cure is to show it the same facts in a form that it reads rightly:
//
// - keys by which a subgraph can be entered stand first (resolvableKeysFirst.ts);
// - a field that is required with arguments is a field of its own (VirtualFields.ts).
//
// Circles of @requires are read rightly in a form that makes longer plans (requirersApart.ts). It is for operations
// whose plan over the first form is wrong, which is seen in the plan (ExternalFields.ts, Requirements.ts).
//
// Only for planning: what clients see and what agencies are asked stays the composed schema.

import { parse, print } from 'graphql';
import { ExternalFields } from './ExternalFields.js';
import { requirersApart, type ApartSupergraph } from './requirersApart.js';
import { Requirements } from './Requirements.js';
import { resolvableKeysFirst } from './resolvableKeysFirst.js';
import { addVirtualFields, type VirtualFields } from './VirtualFields.js';

export interface PreparedSupergraph {
  readonly sdl: string;
  /** To be turned back in every plan: see `gateway/plan/restoreFields.ts`. */
  readonly virtualFields: VirtualFields;
  /** What no fetch of a plan may ask for. */
  readonly externalFields: ExternalFields;
  /** What a fetch of a plan must tell where it asks for some fields. */
  readonly requirements: Requirements;
  /** The same in the other form; undefined where no plan can be wrong in a way that it would cure. */
  readonly apart: ApartSupergraph | undefined;
}

/** @throws {GraphQLError} where the text is no GraphQL. */
export function prepareForPlanning(sdl: string): PreparedSupergraph {
  const { document, virtualFields } = addVirtualFields(resolvableKeysFirst(parse(sdl, { noLocation: true })));
  const externalFields = new ExternalFields(document);
  return { sdl: print(document), virtualFields, externalFields, requirements: new Requirements(document, externalFields), apart: requirersApart(document) };
}
