// Who asks, as the gateway has found out from a verified access token and as every agency relies on: the value
// of the header `x-caller`, which the gateway signs. An agency decides from it what the caller may see.

export interface Caller {
  /** The issuer of the access token; with `subject` the name of one account. Not for logs. */
  readonly issuer: string;
  /** The account at the issuer. Not for logs. */
  readonly subject: string;
  /** What the account may do (OAuth 2.0 scopes, RFC 6749 §3.3). */
  readonly scopes: readonly string[];
  /** KATO prefixes of the regions whose cases an officer works on; none for others. */
  readonly regions: readonly string[];
  /** The id of the Applicant that the account belongs to. Absent for others. */
  readonly applicantId?: string;
  /** The BIN of the Employer that the account acts for. Absent for others. */
  readonly employerBin?: string;
  /** The code of the Authority that the account acts for. Absent for others. */
  readonly authority?: string;
}

/** The members of the object that travels, in the order in which they are written; the first four always. */
const TEXT_MEMBERS = ['issuer', 'subject'] as const;
const LIST_MEMBERS = ['scopes', 'regions'] as const;
const OPTIONAL_MEMBERS = ['applicantId', 'employerBin', 'authority'] as const;
const KNOWN_MEMBERS: ReadonlySet<string> = new Set([...TEXT_MEMBERS, ...LIST_MEMBERS, ...OPTIONAL_MEMBERS]);

/** The header's value: base64url (RFC 4648 §5, no padding) of UTF-8 JSON. */
export function encodeCaller(caller: Caller): string {
  const { issuer, subject, scopes, regions, applicantId, employerBin, authority } = caller;
  return Buffer.from(JSON.stringify({ issuer, subject, scopes, regions, applicantId, employerBin, authority })).toString('base64url');
}

/** @returns undefined for anything that `encodeCaller` would not write: an unknown member may be a limit that the reader does not know. */
export function decodeCaller(header: string): Caller | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(header)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  return isCaller(value) ? value : undefined;
}

function isCaller(value: unknown): value is Caller {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const members = new Map(Object.entries(value));
  return (
    [...members.keys()].every((name) => KNOWN_MEMBERS.has(name)) &&
    TEXT_MEMBERS.every((name) => isText(members.get(name))) &&
    LIST_MEMBERS.every((name) => isListOfTexts(members.get(name))) &&
    OPTIONAL_MEMBERS.every((name) => !members.has(name) || isText(members.get(name)))
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
