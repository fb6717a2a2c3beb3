import { expect, it } from 'vitest';
import { GATEWAY_FOLDER } from './bugs/plantBug.js';
import { complaintsOf } from './run/complaintsOf.js';
import { runFuzz } from './run/runFuzz.js';
import { loadGateway } from './subject/loadGateway.js';

/** A part of what `npm run fuzz` does, always the same: some seconds. */
const SAMPLE = { seed: 6_200, runs: 150 };

it('random operations are answered as graphql-js answers them', async () => {
  const report = await runFuzz({ ...SAMPLE, gateway: await loadGateway(GATEWAY_FOLDER) });
  expect(report.finds.map(({ number, problem }) => `${number}: ${problem}`)).toEqual([]);
  expect(report.operations).toBe(SAMPLE.runs);
  // A sample that met nothing would be right, too.
  expect(complaintsOf(report)).toEqual([]);
});
