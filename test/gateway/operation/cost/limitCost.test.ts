// The cost of what is really asked: over the composed schema of the four agencies, with the limits that are the default.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSupergraph } from '../../../../gateway/supergraph/loadSupergraph.js';
import { PACKAGE_ROOT } from '../../../../gateway/util/packageRoot.js';
import { DEFAULT_LIMITS, testReader } from '../../../kit/gateway/operationReader.js';
import { SUPERGRAPH_FILE } from '../../../kit/gateway/testWorld.js';

const { apiSchema, costs } = loadSupergraph(SUPERGRAPH_FILE);

const refusalOf = (query: string, variables: Record<string, unknown> = {}, limits: Partial<typeof DEFAULT_LIMITS> = {}): unknown => {
  try {
    testReader(apiSchema, { costs, limits: { ...DEFAULT_LIMITS, ...limits } })({ query, variables });
    return undefined;
  } catch (error) {
    return error;
  }
};

const tooCostly = (cost: number, maxCost: number) => ({
  code: 'OPERATION_TOO_COMPLEX',
  message: `The operation costs ${cost}; at most ${maxCost} are allowed. Ask for smaller pages, or for fewer lists within each other.`,
});

const FOLDER = join(PACKAGE_ROOT, 'schema/operations');
const VARIABLES: Record<string, unknown> = { id: 'case-000001', region: '71', bin: '990000000001' };
const INPUTS: Readonly<Record<string, unknown>> = {
  'RecordBreach.graphql': { idempotencyKey: 'key-1', detectedAt: '2026-11-27T08:30:00.000Z', description: 'A list was sent to a wrong office.', dataKinds: ['NAME'], contactOffice: 'Office of data protection' },
  'RecordBreachNotice.graphql': { idempotencyKey: 'key-1', breachId: 'breach-1', notifiedAt: '2026-11-27T08:30:00.000Z', reference: 'out/1' },
};

describe.each(readdirSync(FOLDER))('%s', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  it('keeps well below every limit: half of each would do', () => {
    const half = Object.fromEntries(Object.entries(DEFAULT_LIMITS).map(([name, limit]) => [name, name === 'assumedListSize' ? limit : limit / 2]));
    expect(refusalOf(text, { ...VARIABLES, input: INPUTS[file] }, half)).toBeUndefined();
  });
});

const pageOf = (first: number) => `{ applications(first: ${first}) { nodes { applicant { id } clearance { status } placement { status } } } }`;

describe('a page of cases', () => {
  it.each([
    [99, undefined],
    [100, undefined],
    [101, tooCostly(1 + 101 * 4, 401)],
  ])('of %i, each of four objects, where 401 may be asked', (first, refusal) => {
    if (refusal === undefined) expect(refusalOf(pageOf(first), {}, { maxCost: 401 })).toBeUndefined();
    else expect(refusalOf(pageOf(first), {}, { maxCost: 401 })).toMatchObject(refusal);
  });

  const BY_VARIABLE = 'query ($first: Int! = 10) { applications(first: $first) { nodes { applicant { id } clearance { status } placement { status } } } }';
  it.each([
    [{ first: 99 }, undefined],
    [{ first: 100 }, undefined],
    [{ first: 101 }, tooCostly(1 + 101 * 4, 401)],
    [{}, undefined],
  ])('by variables %j', (variables, refusal) => {
    if (refusal === undefined) expect(refusalOf(BY_VARIABLE, variables, { maxCost: 401 })).toBeUndefined();
    else expect(refusalOf(BY_VARIABLE, variables, { maxCost: 401 })).toMatchObject(refusal);
  });

  it('is told for each request anew, whatever was asked before', () => {
    const read = testReader(apiSchema, { costs, limits: { ...DEFAULT_LIMITS, maxCost: 401 } });
    const ask = (first: number) => () => read({ query: BY_VARIABLE, variables: { first } });
    expect(ask(100)).not.toThrow();
    expect(ask(101)).toThrow('The operation costs 405');
    expect(ask(100)).not.toThrow();
  });

  it('of a hundred is refused where every case brings lists within lists', () => {
    const checks = 'clearance { status checks { status authority { code } } } demandMatch { status registrations { employer { bin } region { code } } }';
    expect(refusalOf(`{ applications(first: 100) { nodes { ${checks} } } }`)).toMatchObject(tooCostly(1 + 100 * (1 + 1 + 10 * 2 + 1 + 10 * 3), 5_000));
    expect(refusalOf(`{ applications(first: 50) { nodes { ${checks} } } }`)).toBeUndefined();
  });
});
