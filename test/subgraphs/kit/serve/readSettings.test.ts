// The environment of an agency: defaults, and a message for each value that is none.

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../../subgraphs/kit/serve/readSettings.js';

describe('the settings of an agency', () => {
  it('have defaults for a developer’s machine', () => {
    expect(readSettings('applicants', {})).toEqual({
      host: '127.0.0.1',
      port: 4101,
      store: { kind: 'folder', dataDir: path.resolve('.qaqpa') },
      seed: 'none',
      rowSecurity: 'off',
      development: true,
      logLevel: 'info',
    });
  });

  it('give each agency its own port', () => {
    const ports = (['applicants', 'security-checks', 'labour-demand', 'regional-quotas'] as const).map((name) => readSettings(name, {}).port);
    expect(ports).toEqual([4101, 4102, 4103, 4104]);
  });

  it('take an empty variable for one that is left out', () => {
    const empty = { HOST: '', PORT: '', DATABASE_URL: '', QAQPA_DATA_DIR: '', QAQPA_SEED: '', ROW_SECURITY: '', LOG_LEVEL: '', NODE_ENV: '' };
    expect(readSettings('applicants', empty)).toEqual(readSettings('applicants', {}));
  });

  it('prefer a server to a folder', () => {
    const env = { DATABASE_URL: 'postgres://db/qaqpa', QAQPA_DATA_DIR: '/data' };
    expect(readSettings('applicants', env).store).toEqual({ kind: 'postgres', url: 'postgres://db/qaqpa' });
    expect(readSettings('applicants', { QAQPA_DATA_DIR: '/data' }).store).toEqual({ kind: 'folder', dataDir: '/data' });
  });

  it('are of production only where NODE_ENV says exactly so', () => {
    expect(readSettings('applicants', { NODE_ENV: 'production' }).development).toBe(false);
    expect(readSettings('applicants', { NODE_ENV: 'test' }).development).toBe(true);
  });

  it('show each caller what it may see in production, and in development where it is asked for', () => {
    expect(readSettings('applicants', { NODE_ENV: 'production' }).rowSecurity).toBe('callers');
    expect(readSettings('applicants', { ROW_SECURITY: 'callers' }).rowSecurity).toBe('callers');
  });

  it.each(['0', '1', '65535'])('allow port %s', (PORT) => {
    expect(readSettings('applicants', { PORT }).port).toBe(Number(PORT));
  });

  it.each([
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535, got "65536"'],
    [{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535, got "-1"'],
    [{ PORT: '4101.5' }, 'PORT must be a whole number from 0 to 65535, got "4101.5"'],
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535, got "http"'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, got "loud"'],
    [{ ROW_SECURITY: 'on' }, 'ROW_SECURITY must be one of callers, off, got "on"'],
    [{ ROW_SECURITY: 'off', NODE_ENV: 'production' }, 'ROW_SECURITY=off is refused in production: every caller would see every row'],
    [{ QAQPA_SEED: 'real' }, 'QAQPA_SEED must be one of none, synthetic, got "real"'],
    [
      { QAQPA_SEED: 'synthetic', NODE_ENV: 'production' },
      'QAQPA_SEED=synthetic is refused in production: synthetic persons must not stand in a real register',
    ],
  ])('refuse %j', (env, message) => {
    expect(() => readSettings('applicants', env)).toThrow(new Error(message));
  });
});
