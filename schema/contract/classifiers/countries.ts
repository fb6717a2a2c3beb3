// Countries by ISO 3166-1 alpha-3 (the state classifier GK RK 06 references the standard). A stateless
// person has no country: STATELESS is a value of its own and never an entry of the list.

import { createClassifier } from './Classifier.js';
import data from './countries.json' with { type: 'json' };

export const COUNTRIES = createClassifier(data);

export const STATELESS = 'STATELESS';

/** True for a value that `citizenship` may hold: a country's alpha-3 code or STATELESS. */
export function isCitizenship(code: string): boolean {
  return code === STATELESS || COUNTRIES.find(code) !== undefined;
}
