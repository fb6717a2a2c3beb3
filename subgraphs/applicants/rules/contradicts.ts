// Whether two papers of one person cannot both be true.

import type { Document } from '../model.js';

/** True where both are about the same person and state different births or names. What a paper leaves out contradicts nothing. */
export function contradicts(one: Document, other: Document): boolean {
  if (one.id === other.id || one.subjectId === null || one.subjectId !== other.subjectId) return false;
  return differ(one.statedBirthDate, other.statedBirthDate) || differ(one.statedName, other.statedName);
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}
