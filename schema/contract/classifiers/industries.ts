// Industries by OKED class (NK RK 03-2019, aligned with NACE): the classes that the employers here
// use, with NACE's English titles. Not the whole classifier.

import { createClassifier } from './Classifier.js';
import data from './industries.json' with { type: 'json' };

export const INDUSTRIES = createClassifier(data);
