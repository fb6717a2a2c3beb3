import { expect, it } from 'vitest';
import { FEATURES, FEATURE_NAMES, MINIMA_AT, minimumOf, type Feature } from './features/FEATURES.js';
import { complaintsOf } from './run/complaintsOf.js';
import { borneOf, KNOWN_LIMITS } from './run/knownLimits.js';
import type { FuzzReport } from './run/runFuzz.js';

const report = (features: (feature: Feature) => number, more: Partial<FuzzReport> = {}): FuzzReport => ({
  operations: MINIMA_AT,
  requests: 0,
  subgraphCalls: 0,
  worlds: 0,
  refusedWorlds: 0,
  features: new Map(FEATURE_NAMES.map((feature) => [feature, features(feature)])),
  limits: new Map(),
  finds: [],
  ...more,
});

const enough = (feature: Feature) => FEATURES[feature];

it('a run that met everything often enough is good, one that met it more often too', () => {
  expect(complaintsOf(report(enough))).toEqual([]);
  expect(complaintsOf(report((feature) => enough(feature) + 1))).toEqual([]);
});

it('a feature that occurred one time too few is named', () => {
  const complaints = complaintsOf(report((feature) => enough(feature) - (feature === 'provides' ? 1 : 0)));
  expect(complaints).toEqual([`"provides" occurred ${FEATURES.provides - 1} times in ${MINIMA_AT} operations, and ${FEATURES.provides} is the least`]);
});

it('a shorter run needs fewer', () => {
  expect(minimumOf('provides', MINIMA_AT / 2)).toBe(Math.floor(FEATURES.provides / 2));
  expect(minimumOf('provides', 1)).toBe(0);
});

it.each(KNOWN_LIMITS.flatMap(({ name, perThousand }) => [[name, perThousand, -1, 0], [name, perThousand, 0, 0], [name, perThousand, 1, 1]] as const))(
  'of "%s" %i in a thousand are borne: %i beyond it are %i complaints',
  (name, perThousand, beyond, complaints) => {
    const limits = new Map([[name, (MINIMA_AT * perThousand) / 1_000 + beyond]]);
    expect(complaintsOf(report(enough, { limits }))).toHaveLength(complaints);
  },
);

it('a limit that nobody knows is never borne', () => {
  expect(borneOf('some limit', 1_000_000)).toBe(0);
});

it('an operation that is answered wrongly is a complaint', () => {
  const find = { number: 7, problem: 'data differs', fuzzCase: undefined as never };
  expect(complaintsOf(report(enough, { finds: [find] }))).toEqual(['operation 7 is answered wrongly']);
});
