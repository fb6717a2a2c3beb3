// Process of the security-checks agency.

import { runAgency } from '../kit/serve/runAgency.js';
import { securityChecks } from './agency.js';

await runAgency(securityChecks);
