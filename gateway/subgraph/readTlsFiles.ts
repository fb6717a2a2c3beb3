// Mutual TLS with an agency: the certificates that the connections to it are made with, from the files that the
// configuration names.

import { readFileSync } from 'node:fs';
import type { AgencyConfig } from '../config/configSchema.js';
import { BrokenEndpoint } from '../errors/BrokenEndpoint.js';
import { StartUpError } from '../errors/StartUpError.js';

/** As node's TLS takes them. */
export interface TlsMaterial {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/**
 * @throws {BrokenEndpoint} that names the setting where a file cannot be read.
 * @throws {StartUpError} where the settings contradict each other.
 */
export function readTlsFiles(agency: string, { url, tls }: Pick<AgencyConfig, 'url' | 'tls'>): TlsMaterial | undefined {
  if (tls === undefined) return undefined;
  const { caFile, certFile, keyFile } = tls;
  const setting = `agencies.${agency}.tls`;
  if (!url.startsWith('https:')) throw new StartUpError(`${setting}: the agency's url is ${new URL(url).protocol}//, where no certificate is shown; it must be https://`);
  if ((certFile === undefined) !== (keyFile === undefined)) throw new StartUpError(`${setting}: certFile and keyFile belong together; one of them is missing`);
  return {
    ...(caFile !== undefined && { ca: read(`${setting}.caFile`, caFile) }),
    ...(certFile !== undefined && { cert: read(`${setting}.certFile`, certFile) }),
    ...(keyFile !== undefined && { key: read(`${setting}.keyFile`, keyFile) }),
  };
}

function read(setting: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new BrokenEndpoint(`${setting}: ${file}: expected a readable file, found ${code === 'ENOENT' ? 'no file' : String(code)}`);
  }
}
