// A process of its own that initialises the template of the embedded databases, so that its memory
// is given back before the agencies start. Argument: the data folder.

import { mkdir } from 'node:fs/promises';
import { initialiseTemplate } from './folder.js';

const dataDir = process.argv[2] || process.env['QAQPA_DATA_DIR'] || '.qaqpa';
await mkdir(dataDir, { recursive: true });
await initialiseTemplate(dataDir);
