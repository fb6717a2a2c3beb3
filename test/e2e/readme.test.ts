// Walks the README's walk-through: its own text, on a system on free ports. How to write it, and
// what each comment line promises, stands at the top of test/kit/walkthrough.ts. The ports 4000, 4001 and 4101 to
// 4104 are replaced by those of the system; every command must end with exit code 0.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { runInShell, type ShellResult } from '../kit/shell.js';
import { startSystem, type TestSystem } from '../kit/system.js';
import { waitFor } from '../kit/waitFor.js';
import { readWalkthrough, type Step } from '../kit/walkthrough.js';

const steps = readWalkthrough(readFileSync(path.join(PACKAGE_ROOT, 'README.md'), 'utf8'));

/** Ports that `npm start` uses, in the order of a system's `ports`. */
const DOCUMENTED_PORTS = [4000, 4101, 4102, 4103, 4104, 4001];

let system: TestSystem;
let ports: readonly string[];

beforeAll(async () => {
  system = await startSystem();
  ports = system.ports.map(String);
});

afterAll(async () => {
  await system?.stop();
});

function withPorts(text: string): string {
  return text.replaceAll(/\b\d{4}\b/g, (port) => {
    const index = DOCUMENTED_PORTS.indexOf(Number(port));
    return ports[index] ?? port;
  });
}

/** Runs the command once, or until its output contains what it shall. */
async function walk({ command, promises }: Step): Promise<ShellResult> {
  const env = { PORT: ports[0]!, ...system.tokenVariables, ...system.agencyUrlVariables };
  const awaited = promises.find((promised) => promised.kind === 'until');
  if (awaited === undefined) return runInShell(withPorts(command), env);
  let result: ShellResult | undefined;
  return waitFor(
    `"${awaited.text}" in the output of ${command}`,
    async () => {
      result = await runInShell(withPorts(command), env);
      return result.output.includes(withPorts(awaited.text)) ? result : null;
    },
    { boundMs: 30_000 },
  ).catch(() => result!);
}

describe("the README's walk-through", () => {
  test('asks, breaks an agency, and promises what is seen', () => {
    const text = JSON.stringify(steps);
    expect(text).toContain('/dev/fault');
    expect(text).toContain('UNAVAILABLE');
  });

  // One test, not one per step: each step stands on what the one before it did.
  test('does, step by step, what it says', async () => {
    for (const step of steps) {
      const { exitCode, output } = await walk(step);
      expect({ step: step.command, exitCode, output }).toMatchObject({ exitCode: 0 });
      for (const { kind, text } of step.promises) {
        if (kind === 'lacks') expect(output).not.toContain(withPorts(text));
        else expect(output).toContain(withPorts(text));
      }
    }
  }, 120_000);
});
