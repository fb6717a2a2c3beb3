// Regions by the first two digits of the KATO code (GK RK 11-2009): 17 regions, 3 cities, and 51,
// the retired South Kazakhstan, which old records still carry.

import { createClassifier, type ClassifierEntry } from './Classifier.js';
import data from './regions.json' with { type: 'json' };

export interface RegionEntry extends ClassifierEntry {
  readonly nameKk: string;
  readonly nameRu: string;
  readonly kind: 'REGION' | 'CITY';
  /** True for a code that may be read in old records but never written into a new one. */
  readonly retired: boolean;
}

export const REGIONS = createClassifier(data as readonly RegionEntry[]);
