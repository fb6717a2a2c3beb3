// The parts of a request that a signature covers, as both sides see them, and the text that is signed (the
// signature base, RFC 9421 §2.5).

import { ALWAYS_SIGNED_FIELDS, SIGNED_FIELDS } from './agreement.js';

export interface SignedRequest {
  readonly method: string;
  /** The request target in origin form (RFC 9112 §3.2.1): path, and query with its question mark where there is one. */
  readonly target: string;
  /** By name in lower case; each field that is there stands on one line. */
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/** The components that a signature over this request covers: none may be left out. */
export function componentsOf({ target, fields }: SignedRequest): string[] {
  return [
    '@method',
    '@path',
    ...(target.includes('?') ? ['@query'] : []),
    ...SIGNED_FIELDS.filter((name) => fields[name] !== undefined || ALWAYS_SIGNED_FIELDS.includes(name)),
  ];
}

/**
 * The text that is signed.
 * @param signatureParams the covered components with their parameters, as in `Signature-Input`.
 * @returns undefined where the request has not what a component names, or the component is none of the agreement's.
 */
export function writeSignatureBase(components: readonly string[], request: SignedRequest, signatureParams: string): string | undefined {
  let base = '';
  for (const component of components) {
    const value = valueOf(component, request);
    if (value === undefined) return undefined;
    base += `"${component}": ${value}\n`;
  }
  return `${base}"@signature-params": ${signatureParams}`;
}

/** RFC 9421 §2.1 for fields, §2.2 for the parts of the request line. */
function valueOf(component: string, { method, target, fields }: SignedRequest): string | undefined {
  const queryStart = target.indexOf('?');
  switch (component) {
    case '@method':
      return method;
    case '@path':
      return queryStart === -1 ? target : target.slice(0, queryStart);
    case '@query':
      return queryStart === -1 ? undefined : target.slice(queryStart);
    default:
      return SIGNED_FIELDS.includes(component) ? fields[component]?.trim() : undefined;
  }
}
