// The regional-quotas agency, whole.

// Decorators write into it while the modules below load, so it comes first.
import 'reflect-metadata';
import type { Agency } from '../kit/Agency.js';
import { REFERENCE_DATA_MAX_AGE_SECONDS } from '../kit/schema/referenceData.js';
import { createContext, type QuotasContext } from './context.js';
import { references } from './references.js';
import { ApplicantResolver } from './resolvers/ApplicantResolver.js';
import { ApplicationResolver } from './resolvers/ApplicationResolver.js';
import { RegionResolver } from './resolvers/RegionResolver.js';
import { seed } from './seed.js';
import type { Database } from './store/Database.js';
import { migrations } from './store/migrations.js';
import { Applicant, Application, KandasStatusType, PlacementType } from './types/Application.js';

export const regionalQuotas: Agency<Database, QuotasContext> = {
  name: 'regional-quotas',
  resolvers: [RegionResolver, ApplicationResolver, ApplicantResolver],
  orphanedTypes: [Application, Applicant, PlacementType, KandasStatusType],
  references,
  migrations,
  referenceDataMaxAgeSeconds: REFERENCE_DATA_MAX_AGE_SECONDS,
  createContext,
  seed,
};
