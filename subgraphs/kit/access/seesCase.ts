// What a caller may see of a case or a person that another agency owns, by the facts that come with the reference
// (@requires). Without a fact nothing follows from it.

import { SCOPES } from '../../../schema/contract/scopes.js';
import type { Viewer } from './Viewer.js';

/** The facts of a case. */
export interface CaseFacts {
  readonly id: string;
  readonly region?: { readonly code: string } | null;
  readonly applicant?: { readonly id: string } | null;
}

/** The facts of a person. */
export interface PersonFacts {
  readonly id: string;
  readonly applications?: readonly { readonly region?: { readonly code: string } | null }[] | null;
}

/**
 * As whom the viewer sees it: somebody who works on it, the person it is about, an authority that is asked about it.
 * `nobody`: it is denied.
 */
export type Seen = 'all' | 'person' | 'authority' | 'nobody';

/** Admits the case where the viewer may see it. */
export function seesCase(viewer: Viewer, { id, region, applicant }: CaseFacts): Seen {
  const seen = seenAs(viewer, region == null ? [] : [region.code], applicant?.id);
  if (viewer.kind === 'caller' && seen !== 'nobody') viewer.admitted.admitCase(id);
  return seen;
}

/** Admits the person where the viewer may see them. */
export function seesPerson(viewer: Viewer, { id, applications }: PersonFacts): Seen {
  const regions = (applications ?? []).flatMap(({ region }) => region?.code ?? []);
  const seen = seenAs(viewer, regions, id);
  if (viewer.kind === 'caller' && seen !== 'nobody') viewer.admitted.admitPerson(id);
  return seen;
}

function seenAs(viewer: Viewer, regions: readonly string[], applicantId: string | undefined): Seen {
  if (viewer.kind === 'everybody') return 'all';
  const { caller } = viewer;
  if (caller === undefined) return 'nobody';
  if (caller.scopes.includes(SCOPES.readCases) && regions.some((code) => caller.regions.includes(code))) return 'all';
  if (caller.scopes.includes(SCOPES.readOwn) && caller.applicantId !== undefined && caller.applicantId === applicantId) return 'person';
  return caller.scopes.includes(SCOPES.readSecurity) && caller.authority !== undefined ? 'authority' : 'nobody';
}
