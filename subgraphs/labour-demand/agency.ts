// The labour-demand agency, whole.

// Decorators write into it while the modules below load, so it comes first.
import 'reflect-metadata';
import type { Agency } from '../kit/Agency.js';
import { REFERENCE_DATA_MAX_AGE_SECONDS } from '../kit/schema/referenceData.js';
import { createContext, type DemandContext } from './context.js';
import { references } from './references.js';
import { ApplicationResolver } from './resolvers/ApplicationResolver.js';
import { DemandRegistrationResolver } from './resolvers/DemandRegistrationResolver.js';
import { EmployerResolver } from './resolvers/EmployerResolver.js';
import { OccupationResolver } from './resolvers/OccupationResolver.js';
import { RegionResolver } from './resolvers/RegionResolver.js';
import { seed } from './seed/seed.js';
import type { Database } from './store/Database.js';
import { migrations } from './store/migrations.js';
import { Application, DemandMatchType, RegionLabourDemandType } from './types/answers.js';
import { Region } from './types/classifiers.js';

export const labourDemand: Agency<Database, DemandContext> = {
  name: 'labour-demand',
  resolvers: [EmployerResolver, DemandRegistrationResolver, OccupationResolver, RegionResolver, ApplicationResolver],
  orphanedTypes: [Application, Region, DemandMatchType, RegionLabourDemandType],
  references,
  migrations,
  referenceDataMaxAgeSeconds: REFERENCE_DATA_MAX_AGE_SECONDS,
  createContext,
  seed,
};
