import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { waitFor } from '../kit/waitFor.js';

/** A process that runs `program` by runToEnd and ends as that says. */
function runThrough(program: string, options = '{}') {
  return observe(spawn(process.execPath, ['-e', codeThatRuns(program, options)], { stdio: ['ignore', 'pipe', 'inherit'] }));
}

/** The same with a shell in between that waits for it, as npm does it. */
function runThroughShell(program: string, env: Record<string, string>) {
  return observe(
    spawn('sh', ['-c', '"$NODE" -e "$CODE"; exit $?'], {
      env: { ...env, NODE: process.execPath, CODE: codeThatRuns(program, '{}') },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}

function codeThatRuns(program: string, options: string): string {
  const script = JSON.stringify(path.join(PACKAGE_ROOT, 'bin/prepare/runToEnd.js'));
  return `require(${script}).runToEnd(process.execPath, ['-e', ${JSON.stringify(program)}], ${options}).then((code) => { process.exitCode = code; });`;
}

function observe(child: ChildProcessByStdio<null, Readable, null>) {
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  return { child, ended: once(child, 'close') as Promise<[number | null, string | null]>, output: () => output };
}

/** Ends when it is asked to, else after a second: longer than it takes to notice a shell's death. */
const PROGRAM = `
  process.on('SIGTERM', () => { console.log('asked to end'); process.exit(); });
  setTimeout(() => { console.log('lasted'); process.exit(); }, 1_000);
  console.log('up');`;

describe('a program run in the foreground', () => {
  test.each([0, 1, 7])('its exit code %i is ours', async (code) => {
    const { ended } = runThrough(`process.exit(${code})`);
    expect(await ended).toEqual([code, null]);
  });

  test('a signal that ends it ends us by the same signal', async () => {
    const { ended } = runThrough(`process.kill(process.pid, 'SIGKILL')`);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s to us reaches it, and we wait until it has finished', async (signal) => {
    const program = `process.on('${signal}', () => { console.log('stopping'); setImmediate(() => process.exit(3)); }); setInterval(() => {}, 1000); console.log('up');`;
    const { child, ended, output } = runThrough(program);
    await waitFor('the program to run', () => output().includes('up'));
    child.kill(signal);
    expect(await ended).toEqual([3, null]);
    expect(output()).toBe('up\nstopping\n');
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends us after a program that only prepares, though it caught the signal and ended well', async (signal) => {
    const program = `process.on('${signal}', () => { console.log('finishing'); process.exit(0); }); setInterval(() => {}, 1000); console.log('up');`;
    const { child, ended, output } = runThrough(program, '{ preparing: true }');
    await waitFor('the program to run', () => output().includes('up'));
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    expect(output()).toBe('up\nfinishing\n');
  });

  test('a program that only prepares and that nobody asked to end leaves its exit code to us', async () => {
    expect(await runThrough(`process.exit(0)`, '{ preparing: true }').ended).toEqual([0, null]);
  });

  test("is asked to end when npm's shell is gone, to which alone npm passes its signals", async () => {
    const { child, ended, output } = runThroughShell(PROGRAM, { npm_lifecycle_event: 'start' });
    await waitFor('the program to run', () => output().includes('up'));
    child.kill('SIGKILL');
    await ended;
    expect(output()).toBe('up\nasked to end\n');
  });

  test('outlives a shell that is not npm\'s, as with nohup', async () => {
    const { child, ended, output } = runThroughShell(PROGRAM, {});
    await waitFor('the program to run', () => output().includes('up'));
    child.kill('SIGKILL');
    await ended;
    expect(output()).toBe('up\nlasted\n');
  });

  test('with a channel, it learns of our death by kill -9', async () => {
    const program = `process.on('disconnect', () => { console.log('alone'); process.exit(); }); console.log('up');`;
    const { child, ended, output } = runThrough(program, '{ channel: true }');
    await waitFor('the program to run', () => output().includes('up'));
    child.kill('SIGKILL');
    await ended;
    expect(output()).toBe('up\nalone\n');
  });
});
