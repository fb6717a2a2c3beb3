// A fetch of root fields. Its answer goes to the root of the tree, or to each object of a root type that
// stands below it (a payload that leads back to Query).

import type { GraphQLSchema } from 'graphql';
import { textKindOfBoth } from '../util/TextKind.js';
import { usedVariables, type AgencyCall } from './AgencyCall.js';
import type { DataPath, EntityPath } from './EntityPath.js';
import { badResponse, withPath } from './fetchErrors.js';
import { mergeObject } from './mergeData.js';
import type { OutputRewrites } from './OutputRewrites.js';
import type { Problem } from './Problem.js';
import type { Run } from './Run.js';

export interface RootFetch {
  readonly schema: GraphQLSchema;
  readonly call: AgencyCall;
  readonly rewrites: OutputRewrites;
  /** Where the answer goes. */
  readonly path: EntityPath;
}

interface Target {
  readonly object: Record<string, unknown>;
  readonly at: DataPath;
}

export async function fetchRoot({ schema, call, rewrites, path }: RootFetch, run: Run): Promise<void> {
  const targets: Target[] = [];
  path.visit(run.tree, (object, _ancestors, at) => targets.push({ object, at }));
  if (targets.length === 0 || run.exchange.isAborted) return;
  const { operation, laterWaves, agency } = call;
  const { data, errors, textKind } = await call.client.execute({ operation, laterWaves, variables: usedVariables(call, run.variables) }, run.exchange);
  run.textKind = textKindOfBoth(run.textKind, textKind);
  if (data !== null) rewrites.apply(data);
  for (const { object, at } of targets) {
    const problems: Problem[] = [];
    if (data !== null) mergeObject(schema, object, data, problems);
    for (const problem of problems) run.errors.push(badResponse(agency, [...at, ...problem]));
    for (const error of errors) run.errors.push(withPath(error, [...at, ...rewrites.toDataPath(error.path ?? [])]));
  }
}
