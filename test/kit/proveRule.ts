// Proves that a rule of the domain is at work: a test of the code that uses it passes, and the same
// test fails when the rule's module is swapped for one that always agrees. The rules carry no switches.

import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { onFreshModules } from './freshModules.js';
import { PACKAGE_ROOT } from './packageRoot.js';

export interface RuleProof {
  /** The rule's number in docs/rules.md. */
  readonly number: number;
  /** What the rule says, as a sentence. */
  readonly title: string;
  /** The rule's source file from the package's root: `subgraphs/regional-quotas/rules/fitsQuota.ts`. */
  readonly module: string;
  /** Exports that stand in for the module's own of the same name and always agree: `{ fitsQuota: () => true }`. */
  readonly swapFor: Readonly<Record<string, unknown>>;
  /**
   * Asserts the rule through code that uses it. It runs twice, each time on modules loaded afresh:
   * whatever rests on the rule is imported inside, by `await import('…')`; what is imported at the top
   * of the file never sees the swap. A store may be shared by both runs if each can do without the other.
   */
  readonly body: () => Promise<void>;
}

/** A proof may start an embedded database of its own: seconds on an idle machine, half a minute on a busy one. */
const BOUND_MS = 120_000;

/** Registers two tests: `rule NN: <title>` and `rule NN is not idle: …`. */
export function proveRule({ number, title, module, swapFor, body }: RuleProof): void {
  const label = `rule ${String(number).padStart(2, '0')}`;
  const compiled = path.join(PACKAGE_ROOT, 'dist', module.replace(/\.ts$/, '.js'));

  it(`${label}: ${title}`, () => onFreshModules(body), BOUND_MS);

  it(`${label} is not idle: the same test fails when ${module} always agrees`, async () => {
    const failure = await onFreshModules(async () => {
      const genuine = (await import(compiled)) as Record<string, unknown>;
      expect(Object.keys(genuine), `exports of ${module}`).toEqual(expect.arrayContaining(Object.keys(swapFor)));
      vi.resetModules();
      vi.doMock(compiled, () => ({ ...genuine, ...swapFor }));
      return body().then(() => 'no failure', (error: unknown) => error);
    }).finally(() => vi.doUnmock(compiled));
    // Only a failed expectation counts: a test that breaks for another reason proves nothing.
    expect(failure, `the test of ${label} without the rule`).toMatchObject({ name: 'AssertionError' });
  }, BOUND_MS);
}
