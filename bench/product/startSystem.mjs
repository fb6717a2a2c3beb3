// `qaqpa start` on free ports with a data folder of its own, filled with more synthetic cases. Its own
// gateway is used to look around; the gateways under measurement are started beside it, over its agencies.

import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts } from '../process/freePorts.mjs';
import { callerHeaders, issuerAt } from './caller.mjs';

const ROOT = path.dirname(path.dirname(import.meta.dirname));

/** Agency → variable that says where it is; the same table as the gateway's own. */
const AGENCIES = {
  applicants: 'APPLICANTS_URL',
  'security-checks': 'SECURITY_CHECKS_URL',
  'labour-demand': 'LABOUR_DEMAND_URL',
  'regional-quotas': 'REGIONAL_QUOTAS_URL',
};

/** @param {number} applicants to add to the first world */
export async function startSystem(applicants) {
  const folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-bench-'));
  const dataDir = path.join(folder, 'data');
  const [gatewayPort, adminPort, issuerPort, ...ports] = await freePorts(7);
  const agencies = Object.fromEntries(Object.keys(AGENCIES).map((name, index) => [name, `http://127.0.0.1:${ports[index]}/graphql`]));
  const child = spawn(process.execPath, [path.join(ROOT, 'bin', 'qaqpa.js'), 'start'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(gatewayPort),
      ADMIN_PORT: String(adminPort),
      ISSUER_PORT: String(issuerPort),
      QAQPA_DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      // Gateways of others are measured beside ours, over the same agencies, and cannot sign.
      REQUIRE_SIGNATURE: 'false',
      ...Object.fromEntries(Object.entries(AGENCIES).map(([name, variable]) => [variable, agencies[name]])),
    },
    // The channel ends the system when this process is killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await readyLine(child);
    for (const url of Object.values(agencies)) await addCases(url, applicants);
    return { gatewayUrl: `http://127.0.0.1:${gatewayPort}/graphql`, agencies, issuer: issuerAt(issuerPort), keyFile: await makeSigningKey(folder), caller: await callerHeaders(dataDir, issuerPort), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A key of its own for a gateway beside the system's: where no signature is needed, there is none. */
async function makeSigningKey(folder) {
  const file = path.join(folder, 'gateway.jwk');
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  await writeFile(file, JSON.stringify({ ...jwk, kid: 'dev-bench' }), { mode: 0o600 });
  return file;
}

function readyLine(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const onText = (text) => {
      output += text;
      if (/^Qaqpa is ready/m.test(output)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', onText);
    child.stderr.setEncoding('utf8').on('data', onText);
    child.once('exit', () => reject(new Error(`qaqpa start ended:\n${output}`)));
  });
}

async function addCases(agencyUrl, applicants) {
  const response = await fetch(new URL('/dev/seed', agencyUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ applicants }),
  });
  if (!response.ok) throw new Error(`${agencyUrl} did not add cases: ${await response.text()}`);
}
