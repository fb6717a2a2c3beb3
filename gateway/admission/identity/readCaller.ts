// The claims of a verified token as the caller that agencies rely on. The names of the claims that no standard fixes
// are configuration. A claim of the wrong form refuses the token: a region that we misread may open another's cases.

import type { JWTPayload } from 'jose';
import type { Caller } from '../../../schema/contract/Caller.js';
import { deepFreeze } from '../../util/deepFreeze.js';
import { ownValue } from '../../util/isRecord.js';

/** Names of the claims. */
export interface ClaimNames {
  readonly scopes: string;
  readonly regions: string;
  readonly applicantId: string;
  readonly employerBin: string;
  readonly authority: string;
}

/** A scope-token (RFC 6749 §3.3): visible ASCII without quotation mark and backslash. */
const SCOPE = /^[\x21\x23-\x5B\x5D-\x7E]+$/;

/** A KATO code or its beginning: the region's two digits, or up to the nine of a settlement. */
const REGION = /^\d{2,9}$/;

/** The key of an entity at its agency: no blanks, nothing that could end a header or a line. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const BIN = /^\d{12}$/;

/** @returns undefined where a claim is of the wrong form. */
export function readCaller(claims: JWTPayload, names: ClaimNames): Caller | undefined {
  const { iss: issuer, sub: subject } = claims;
  const scopes = readList(ownValue(claims, names.scopes), SCOPE);
  const regions = readList(ownValue(claims, names.regions), REGION);
  const applicantId = readText(ownValue(claims, names.applicantId), KEY);
  const employerBin = readText(ownValue(claims, names.employerBin), BIN);
  const authority = readText(ownValue(claims, names.authority), KEY);
  if (typeof issuer !== 'string' || typeof subject !== 'string' || subject === '') return undefined;
  if (scopes === MISFORMED || regions === MISFORMED) return undefined;
  if (applicantId === MISFORMED || employerBin === MISFORMED || authority === MISFORMED) return undefined;
  return deepFreeze({
    issuer,
    subject,
    scopes,
    regions,
    ...(applicantId !== undefined && { applicantId }),
    ...(employerBin !== undefined && { employerBin }),
    ...(authority !== undefined && { authority }),
  });
}

const MISFORMED = Symbol('misformed');

/** One text with blanks between (RFC 8693 §4.2, as `scope` has it) or a list of texts; an absent claim is an empty list. */
function readList(claim: unknown, form: RegExp): string[] | typeof MISFORMED {
  if (claim === undefined) return [];
  const items: unknown = typeof claim === 'string' ? claim.split(' ').filter((item) => item !== '') : claim;
  if (!Array.isArray(items)) return MISFORMED;
  const texts = items.filter((item): item is string => typeof item === 'string' && form.test(item));
  return texts.length === items.length ? [...new Set(texts)] : MISFORMED;
}

function readText(claim: unknown, form: RegExp): string | undefined | typeof MISFORMED {
  if (claim === undefined) return undefined;
  return typeof claim === 'string' && form.test(claim) ? claim : MISFORMED;
}
