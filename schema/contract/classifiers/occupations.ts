// Occupations by NKZ unit group (NK RK 01-2017, aligned with ISCO-08): the four-digit groups that the
// demand registrations and cases here use, with ISCO-08's English titles. Not the whole classifier.

import { createClassifier } from './Classifier.js';
import data from './occupations.json' with { type: 'json' };

export const OCCUPATIONS = createClassifier(data);
