// The security-checks agency, whole.

// Decorators write into it while the modules below load, so it comes first.
import 'reflect-metadata';
import type { Agency } from '../kit/Agency.js';
import { REFERENCE_DATA_MAX_AGE_SECONDS } from '../kit/schema/referenceData.js';
import { createContext, type ChecksContext } from './context.js';
import { AUTHORITY_REGISTER } from './policy/authorityRegister.js';
import { references } from './references.js';
import { ApplicationResolver } from './resolvers/ApplicationResolver.js';
import { AuthorityCheckResolver } from './resolvers/AuthorityCheckResolver.js';
import { AuthorityResolver } from './resolvers/AuthorityResolver.js';
import { seed } from './seed.js';
import type { Database } from './store/Database.js';
import { migrations } from './store/migrations.js';
import { Application, AuthorityCheckType, SecurityClearanceType } from './types/Application.js';

export const securityChecks: Agency<Database, ChecksContext> = {
  name: 'security-checks',
  resolvers: [AuthorityResolver, ApplicationResolver, AuthorityCheckResolver],
  orphanedTypes: [Application, SecurityClearanceType, AuthorityCheckType],
  references,
  migrations,
  referenceDataMaxAgeSeconds: REFERENCE_DATA_MAX_AGE_SECONDS,
  madeUp: simulatedAuthorities(),
  createContext,
  seed,
};

/** There is no way to a real one yet. */
function simulatedAuthorities(): string[] {
  const simulated = AUTHORITY_REGISTER.filter(({ simulated: isSimulated }) => isSimulated).map(({ code }) => code);
  return simulated.length === 0 ? [] : [`the authorities ${simulated.join(', ')} are simulated, which production refuses: what they say about a case is made up`];
}
