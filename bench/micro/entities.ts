// What entities cost on their way to another agency and back: nanoseconds per entity to write its representation as text,
// beside JSON.stringify of an object that holds just that; and to merge what came back into the tree, beside
// Object.assign, which checks nothing.
//
//   npm run build && node bench/micro/entities.ts

// The project's own graphql: bench has one for its peers, and two in one process refuse each other.
import { buildSchema } from '../../node_modules/graphql/index.js';
import { mergeObject } from '../../dist/gateway/execution/mergeData.js';
import { RepresentationWriter } from '../../dist/gateway/execution/RepresentationWriter.js';

const ROUNDS = 400;
const COUNT = 200;

const schema = buildSchema(`
  type Query { applications: [Application!]! }
  type Application { id: ID! track: String region: Region clearance: Clearance demandMatch: Demand }
  type Region { code: ID! }
  type Clearance { status: String! outcome: String asOf: String checks: [Check!] }
  type Check { authority: String status: String }
  type Demand { status: String! openPlaces: Int }
`);

/** As a plan says what the agency requires: the key, and two facts. */
const REQUIRES = [
  {
    kind: 'InlineFragment' as const,
    typeCondition: 'Application',
    selections: [
      { kind: 'Field' as const, name: '__typename' },
      { kind: 'Field' as const, name: 'id' },
      { kind: 'Field' as const, name: 'track' },
      { kind: 'Field' as const, name: 'region', selections: [{ kind: 'Field' as const, name: 'code' }] },
    ],
  },
];

interface Entity extends Record<string, unknown> {
  readonly id: string;
}

/** Parsed, as an agency's answer is: objects made otherwise behave otherwise. */
const parsed = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
const entities = (): Entity[] => parsed(Array.from({ length: COUNT }, (_, index) => ({ __typename: 'Application', id: `case-${index}`, track: 'GENERAL', region: { code: '35' } })));
const answers = (): Record<string, unknown>[] =>
  parsed(
    Array.from({ length: COUNT }, () => ({
      __typename: 'Application',
      clearance: { status: 'ANSWERED', outcome: 'CLEARED', asOf: '2026-03-02T09:00:00.000Z', checks: [{ authority: 'KNB', status: 'ANSWERED' }] },
      demandMatch: { status: 'ANSWERED', openPlaces: 3 },
    })),
  );

/** The least time of one round: what the machine does besides only adds. */
function leastNs(prepare: () => unknown, run: (prepared: never) => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const prepared = prepare() as never;
    const startedAt = performance.now();
    run(prepared);
    least = Math.min(least, (performance.now() - startedAt) * 1e6);
  }
  return least;
}

const writer = new RepresentationWriter(schema, REQUIRES);
const writeAll = (from: readonly Entity[]): string => from.map((entity) => writer.formOf(entity)?.write(entity)).join(',');
if (!writeAll(entities()).startsWith('{"__typename":"Application","id":"case-0","track":"GENERAL","region":{"code":"35"}}')) throw new Error('a representation is wrong');

const sent = answers();
const mergeAll = (into: readonly Entity[]): void => {
  for (const [index, entity] of into.entries()) mergeObject(schema, entity, sent[index], []);
};
const merged = entities();
mergeAll(merged);
if (!JSON.stringify(merged[3]).includes('"openPlaces":3')) throw new Error('a merge is wrong');

const report = (name: string, ns: number): void => void process.stdout.write(`${name.padEnd(32)}${(ns / COUNT).toFixed(0).padStart(8)} ns\n`);
process.stdout.write(`per entity, of ${COUNT}\n`);
report('  representation, as text', leastNs(entities, writeAll));
report('  JSON.stringify', leastNs(entities, (from: Entity[]) => from.map((entity) => JSON.stringify(entity)).join(',')));
report('  merge', leastNs(entities, mergeAll));
report('  Object.assign', leastNs(entities, (into: Entity[]) => into.forEach((entity, index) => Object.assign(entity, sent[index]))));
