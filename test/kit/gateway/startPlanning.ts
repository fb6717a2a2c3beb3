// Planning workers for a test, with a patience that fits a busy machine.

import type { CompiledEngineOptions } from '../../../gateway/engine/compiled/createCompiledEngine.js';
import { PlanningPool, type PlanningPoolOptions } from '../../../gateway/plan/worker/PlanningPool.js';

/** What nobody meets who does not ask for it. */
export const PATIENT_PLANNING = { maxFetches: 200, timeoutMs: 30_000, maxHeapMegabytes: 512, workers: 1, maxQueued: 1_000 } as const;

/** @throws where the schema is none. */
export async function startPool(sdl: string, more: Partial<PlanningPoolOptions> = {}): Promise<PlanningPool> {
  const start = await PlanningPool.start({ ...PATIENT_PLANNING, sdl, ...more });
  if (start.kind === 'unusable') throw new Error(start.reason);
  return start.pool;
}

/**
 * The part of a compiled engine's options that concerns planning.
 * @param maxCachedBytes of plans.
 */
export async function startPlanning(sdl: string, maxCachedBytes = 64_000_000): Promise<Pick<CompiledEngineOptions, 'pool' | 'planning' | 'maxFetchesPerOperation'>> {
  const { timeoutMs, maxFetches } = PATIENT_PLANNING;
  return { pool: await startPool(sdl), planning: { timeoutMs, maxCachedBytes }, maxFetchesPerOperation: maxFetches };
}
