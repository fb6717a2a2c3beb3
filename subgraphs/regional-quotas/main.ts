// Process of the regional-quotas agency.

import { runAgency } from '../kit/serve/runAgency.js';
import { regionalQuotas } from './agency.js';

await runAgency(regionalQuotas);
