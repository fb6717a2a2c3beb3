// A folder that looks like dist/ and holds a fake issuer, fake agencies and a fake gateway, with a data folder and
// free ports: everything `qaqpa start` needs, in milliseconds.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SystemConfig } from '../../cli/start.js';
import { AGENCY_NAMES } from '../../schema/contract/AgencyName.js';
import { freePorts } from '../kit/freePorts.js';

export interface FakeDist {
  readonly dist: string;
  readonly config: SystemConfig;
  remove(): Promise<void>;
}

export async function createFakeDist(): Promise<FakeDist> {
  const root = await mkdtemp(path.join(tmpdir(), 'qaqpa-fake-'));
  const dist = path.join(root, 'dist');
  const fake = pathToFileURL(path.join(import.meta.dirname, 'fakeProcess.js')).href;
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(dist, file)), { recursive: true });
    await writeFile(path.join(dist, file), text);
  };
  await write('package.json', '{ "type": "module" }');
  for (const name of AGENCY_NAMES) {
    await write(`subgraphs/${name}/main.js`, `import { runFake } from '${fake}';\nrunFake('${name}');\n`);
  }
  await write('gateway/main.js', `import { runFake } from '${fake}';\nrunFake('gateway');\n`);
  await write('subgraphs/kit/store/pglite/makeTemplate.js', `import { mkdirSync } from 'node:fs';\nmkdirSync(process.argv[2], { recursive: true });\n`);
  await write('cli/issuer/main.js', `import { runFake } from '${fake}';\nrunFake('issuer');\n`);
  const [port, adminPort, issuerPort, ...agencyPorts] = await freePorts(3 + AGENCY_NAMES.length);
  return {
    dist,
    config: {
      host: '127.0.0.1',
      port: port!,
      admin: { host: '127.0.0.1', port: adminPort! },
      agencies: Object.fromEntries(
        AGENCY_NAMES.map((name, index) => [name, { url: `http://127.0.0.1:${agencyPorts[index]}/graphql` }]),
      ),
      dataDir: path.join(root, 'data'),
      environment: 'development',
      identity: { issuers: [], developmentIssuerPort: issuerPort! },
      graphiql: true,
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
