// How another agency's reference becomes an entity here. A case is known by id alone: what this agency
// has on it is loaded, in batches, by the field that needs it.

import { badInput } from '../kit/errors/badInput.js';
import type { Reference } from '../kit/schema/buildAgencySchema.js';
import type { ChecksContext } from './context.js';
import type { AuthorityCode } from './model.js';

export const references: Readonly<Record<string, Reference<ChecksContext>>> = {
  Application: (representation) => representation,
  Applicant: (representation) => representation,
  Region: (representation) => representation,
  Authority: async ({ code }, context) => {
    const authority = await context.authorityOfCode.load(String(code) as AuthorityCode);
    if (authority === null) throw badInput('no authority has this code');
    return authority;
  },
};
