// Process of the labour-demand agency.

import { runAgency } from '../kit/serve/runAgency.js';
import { labourDemand } from './agency.js';

await runAgency(labourDemand);
