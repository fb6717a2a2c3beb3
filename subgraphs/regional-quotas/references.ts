// How another agency's reference becomes an entity here. Cases and persons are known by id alone:
// what this agency has on them is loaded, in batches, by the field that needs it.

import { REGIONS } from '../../schema/contract/classifiers/regions.js';
import { badInput } from '../kit/errors/badInput.js';
import type { Reference } from '../kit/schema/buildAgencySchema.js';
import type { QuotasContext } from './context.js';

export const references: Readonly<Record<string, Reference<QuotasContext>>> = {
  Application: (representation) => representation,
  Applicant: (representation) => representation,
  Region: ({ code }) => {
    const region = REGIONS.find(String(code));
    if (region === undefined) throw badInput('no region has this KATO prefix');
    return region;
  },
};
