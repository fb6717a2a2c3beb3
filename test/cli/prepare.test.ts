import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { loadPlainScript } from '../kit/plainScript.js';

const { complainBelow } = loadPlainScript('prepare/nodeVersion.js') as { complainBelow: (version: string, minimum: string) => string | null };

describe('the Node version', () => {
  test.each([
    ['19.9.9', false],
    ['20.0.0', true],
    ['20.0.1', true],
    ['8.17.0', false],
    ['100.0.0', true],
  ])('%s against a minimum of 20: accepted is %s', (version, accepted) => {
    expect(complainBelow(version, '20.0.0') === null).toBe(accepted);
  });

  test.each([
    ['22.18.9', false],
    ['22.19.0', true],
    ['22.19.1', true],
    ['24.0.0', true],
  ])('%s against a minimum of 22.19: accepted is %s', (version, accepted) => {
    expect(complainBelow(version, '22.19.0') === null).toBe(accepted);
  });

  test.each(['prepare.js', 'qaqpa.js'])('bin/%s on a Node that is too old prints one line that says what to do, and ends with 1', (script) => {
    const { status, stdout, stderr } = runAs('18.20.4', script, ['start']);
    expect({ status, stdout, lines: stderr.trim().split('\n') }).toEqual({
      status: 1,
      stdout: '',
      lines: [
        `Qaqpa needs Node.js 20 or newer, this is 18.20.4 (${process.execPath}): install a newer one from https://nodejs.org and run the command again.`,
      ],
    });
  });
});

describe('the command', () => {
  test('an unknown one is refused with the list of those there are', () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(PACKAGE_ROOT, 'bin/prepare.js'), 'strat'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'prepare.js runs one of: check, build, prove, fuzz, start, schema, test; got strat\n',
    });
  });
});

/** Runs a script of bin/ by this Node, which pretends to be of another version. */
function runAs(version: string, script: string, args: string[]) {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const load = `process.argv.splice(1, 0, '${script}'); require(${JSON.stringify(path.join(PACKAGE_ROOT, 'bin', script))});`;
  return spawnSync(process.execPath, ['-e', pretend + load, '--', ...args], { encoding: 'utf8' });
}
