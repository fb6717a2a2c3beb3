// Whether what an agency is asked about is named by the public key of reference data and nothing else: a region by its KATO
// code. A representation with a case, a person or any fact in it is none.

import type { AccessRules } from '../../supergraph/AccessRules.js';
import { isRecord } from '../../util/isRecord.js';

/**
 * As codes of classifiers are written. A full KATO code has nine digits, an IIN or BIN twelve: whatever stands where a code
 * should, what people are known by does not pass.
 */
const CODE = /^[A-Za-z0-9._-]{1,40}$/;
const MAX_DIGITS = 9;

export function isPublicReference(rules: AccessRules, representation: unknown): boolean {
  if (!isRecord(representation)) return false;
  const { __typename: typeName, ...key } = representation;
  const fields = Object.entries(key);
  return typeof typeName === 'string' && fields.length > 0 && fields.every(([name, value]) => rules.isReferenceData(typeName, name) && isCode(value));
}

function isCode(value: unknown): boolean {
  return typeof value === 'string' && CODE.test(value) && value.replaceAll(/\D/g, '').length <= MAX_DIGITS;
}
