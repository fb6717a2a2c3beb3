// The errors that stand beside what the gateway has written in an agency's place: one for each null that nothing else
// explains, since null without an error means "there is none"; and of the agency's own, those that say more than the answer does.

import type { GraphQLFormattedError } from 'graphql';
import { ERROR_REGISTRY } from '../errors/errorRegistry.js';
import type { AgencyCallFailure } from '../Exchange.js';
import type { SubgraphError } from './SubgraphRequest.js';
import type { ResponsePath, WrittenAnswers } from './writeAnswers.js';

export interface Gaps {
  readonly agency: string;
  readonly written: WrittenAnswers;
  /** Why the agency did not fill them. */
  readonly failure: AgencyCallFailure;
  /** What the agency itself said went wrong. */
  readonly errors: readonly GraphQLFormattedError[];
  /** Whether the client wants an error beside each written answer. */
  readonly locatedAnswers: boolean;
  readonly nowMs: number;
}

export function explainGaps({ agency, written, failure, errors, locatedAnswers, nowMs }: Gaps): SubgraphError[] {
  const explain = ({ code, retryAt }: AgencyCallFailure, path: ResponsePath, alongside?: readonly string[]): SubgraphError => ({
    message: ERROR_REGISTRY[code].message,
    path,
    extensions: { code, agency, retryAfterMs: Math.max(0, Math.round(retryAt.getTime() - nowMs)) },
    ...(alongside !== undefined && { alongside }),
  });
  // A written answer reports what the agency's internal error would only repeat. An error that the
  // client can act on stays beside it, and so does one that lies elsewhere.
  const kept = errors.filter((error) => isAgencysOwn(error) || !written.answers.some((path) => overlaps(path, error.path)));
  const unexplained = written.nulls.filter((path) => !kept.some((error) => overlaps(path, error.path)));
  return [
    ...kept,
    ...unexplained.map((path) => explain(failure, path, written.alongside.get(path))),
    ...written.strange.map((path) => explain({ ...failure, code: 'SUBGRAPH_BAD_RESPONSE' }, path)),
    ...(locatedAnswers ? written.answers : []).map((path) => explain(failure, path)),
  ];
}

/** True for an error in the agency's own words, which the client may act on; false for a masked one. */
export function isAgencysOwn(error: GraphQLFormattedError): boolean {
  return error.extensions?.['code'] !== 'SUBGRAPH_REQUEST_FAILED' && error.extensions?.['code'] !== 'SUBGRAPH_BAD_RESPONSE';
}

/** True where one path lies on the way to the other: an error there explains a gap here, or is caused by it. */
function overlaps(path: ResponsePath, other: ResponsePath | undefined): boolean {
  if (other === undefined) return false;
  const shorter = Math.min(path.length, other.length);
  return path.slice(0, shorter).every((key, index) => key === other[index]);
}
