// The directive that marks reference data: what the gateway may tell from an earlier answer while the agency cannot be asked,
// where the agency says for how long (`Agency.referenceDataMaxAgeSeconds`).

import { REFERENCE_DATA_TAG } from '../../../schema/contract/tags.js';

export const REFERENCE_DATA = `@tag(name: "${REFERENCE_DATA_TAG}")`;

/**
 * What the four agencies allow: a day. Codes and names of public classifiers change by order, with weeks of notice; a day
 * outlasts every outage that somebody mends.
 */
export const REFERENCE_DATA_MAX_AGE_SECONDS = 86_400;
