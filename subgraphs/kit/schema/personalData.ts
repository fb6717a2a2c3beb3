// The directive that marks personal data: reading such a field needs a purpose and leaves a mark.

import { PERSONAL_DATA_TAG } from '../../../schema/contract/tags.js';

export const PERSONAL_DATA = `@tag(name: "${PERSONAL_DATA_TAG}")`;
