// The directive that marks data of other state systems: reading such a field needs the reference of a consent. A field that
// @requires one of them is one itself, since reading it reads them (the schema check insists).

import { STATE_HELD_TAG } from '../../../schema/contract/tags.js';

export const STATE_HELD = `@tag(name: "${STATE_HELD_TAG}")`;
