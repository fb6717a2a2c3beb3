// Vitest runs the compiled tests in dist/: decorator metadata needs the TypeScript compiler, which
// no on-the-fly transform replaces. `npm test` builds first, so source and tests cannot drift apart.
import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

export default defineConfig({
  resolve: {
    // graphql ships two builds; two copies in one process refuse each other's schemas.
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }],
  },
  test: {
    include: ['dist/test/**/*.test.js'],
    exclude: ['node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    // A bound against hanging, not a measure: a busy machine may take its time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
