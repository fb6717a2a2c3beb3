// Agencies speak Federation 2. A Federation 1 schema has other meanings for the same directives
// (every value type is shareable, @external differs), so the rules after this one would misread it.

import { FEDERATION2_LINK_WITH_AUTO_EXPANDED_IMPORTS } from '@apollo/federation-internals';
import type { SchemaRule } from '../SchemaRule.js';

const name = 'federationTwo';

export const federationTwo: SchemaRule = {
  name,
  *check({ subgraphs }) {
    for (const subgraph of subgraphs) {
      if (subgraph.isFed2Subgraph()) continue;
      yield {
        rule: name,
        agency: subgraph.name,
        place: 'schema',
        line: null,
        message: 'the schema does not say that it follows Federation 2, so it is read as Federation 1, where the same directives mean other things.',
        mend: `Begin the SDL with: extend schema ${FEDERATION2_LINK_WITH_AUTO_EXPANDED_IMPORTS}`,
      };
    }
  },
};
