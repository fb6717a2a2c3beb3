// Code on modules that are loaded anew, for tests that put something else into the place of one of them.

import { vi } from 'vitest';

/**
 * Runs on modules that are loaded anew, and gives the test file its own back. type-graphql keeps the
 * classes of all modules in one global: two copies of an agency in it would be one broken schema.
 */
export async function onFreshModules<Result>(run: () => Promise<Result>): Promise<Result> {
  const world = globalThis as { TypeGraphQLMetadataStorage?: unknown };
  const before = world.TypeGraphQLMetadataStorage;
  delete world.TypeGraphQLMetadataStorage;
  vi.resetModules();
  try {
    return await run();
  } finally {
    world.TypeGraphQLMetadataStorage = before;
    vi.resetModules();
  }
}
