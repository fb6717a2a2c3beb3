// Which keys the processes of a system get that runs on this machine. In development they are made where there
// are none, so that every call is signed and checked from the first start on; who names keys of their own, or is
// in production, has them from there and nowhere else.

import path from 'node:path';
import { KeyFolder } from './KeyFolder.js';

/** Any of these says that the keys come from elsewhere, or that none are wanted. */
const OWN_KEY_VARIABLES = ['SIGNING_KEY', 'SIGNING_KEY_FILE', 'TRUSTED_KEYS', 'TRUSTED_KEYS_FILE', 'REQUIRE_SIGNATURE'];

export interface KeyedSystem {
  /** Folder of the embedded stores. */
  readonly dataDir: string;
  readonly environment: 'development' | 'production';
  /** Set where the configuration file names a signing key. */
  readonly signing?: object | undefined;
}

/** Where a system's keys lie unless another folder is named. */
export function keyFolderOf(dataDir: string): KeyFolder {
  return new KeyFolder(path.join(path.resolve(dataDir), 'keys'));
}

/**
 * Environment variables for the gateway and the agencies; none where it is not ours to say.
 * @param missing what to do where there are no keys yet.
 * @throws CliError where there are keys that cannot be used.
 */
export function systemKeys(system: KeyedSystem, env: NodeJS.ProcessEnv, missing: 'make' | 'leave'): Readonly<Record<string, string>> {
  const haveOwn = system.signing !== undefined || OWN_KEY_VARIABLES.some((name) => (env[name] ?? '') !== '');
  if (system.environment === 'production' || haveOwn) return {};
  const keys = keyFolderOf(system.dataDir);
  if (!keys.exists()) {
    if (missing === 'leave') return {};
    keys.make({ purpose: 'development', now: new Date() });
  }
  return { SIGNING_KEY_FILE: keys.signingKeyFile, TRUSTED_KEYS_FILE: keys.trustedKeysFile };
}
