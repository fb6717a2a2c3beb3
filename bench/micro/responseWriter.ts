// What writing a response costs: nanoseconds per field of the compiled response writer, beside
// JSON.stringify of the same data with nothing checked, renamed or left out. And what each way to write
// one string costs, by length and alphabet.
//
//   npm run build && node bench/micro/responseWriter.ts

// The project's own graphql: bench has one for its peers, and two in one process refuse each other.
import { buildSchema, Kind, parse, type OperationDefinitionNode } from '../../node_modules/graphql/index.js';
import { DataKeys } from '../../dist/gateway/plan/DataKeys.js';
import { compileResponseWriter } from '../../dist/gateway/projection/compileResponseWriter.js';

const ROUNDS = 400;

const apiSchema = buildSchema(`
  type Query { applications: [Application!]! }
  interface Node { id: ID! }
  type Application implements Node { id: ID! stage: Stage! score: Int ratio: Float open: Boolean! note: String region: Region checks: [Node!]! }
  type Region implements Node { id: ID! name: String! capital: String }
  type Check implements Node { id: ID! authority: String! days: Int }
  enum Stage { TEST DECISION }
`);
const document = parse(`{
  applications { __typename number: id stage score ratio open note region { id name capital } checks { __typename id ... on Check { authority days } } }
}`);
const definition = document.definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
if (definition === undefined) throw new Error('the document has no operation');

// Parsed, as an agency's answer is: objects and strings made otherwise behave otherwise.
const data = JSON.parse(JSON.stringify({ applications: Array.from({ length: 200 }, (_, index) => application(index)) })) as Record<string, unknown>;
const fieldCount = 200 * (7 + 4 + 3 * 4) + 1;

function application(index: number) {
  return {
    __typename: 'Application',
    id: `case-${index}`,
    stage: index % 2 === 0 ? 'TEST' : 'DECISION',
    score: index,
    ratio: index / 7,
    open: index % 3 === 0,
    note: index % 5 === 0 ? null : 'said "yes", and came back for the rest of the papers',
    region: { id: `kato-${index}`, name: 'Қарағанды облысы', capital: 'Karaganda' },
    checks: [1, 2, 3].map((check) => ({ __typename: 'Check', id: `check-${index}-${check}`, authority: 'Migration Service', days: check })),
  };
}

const writer = compileResponseWriter({ apiSchema, document, definition, dataKeys: new DataKeys() });
const { data: text, errors } = writer.write({ data, errors: [] }, {});
if (errors.length > 0 || JSON.parse(text).applications[3].number !== 'case-3') throw new Error('the response is wrong');

/** The least time of one call: what the machine does besides only adds. The text is flattened, as it is before it leaves the process. */
function leastNs(make: () => string): number {
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    Buffer.byteLength(make());
    samples.push((performance.now() - startedAt) * 1e6);
  }
  return Math.min(...samples);
}

function report(name: string, ns: number, count: number): void {
  process.stdout.write(`${name.padEnd(32)}${(ns / count).toFixed(1).padStart(8)} ns\n`);
}

process.stdout.write(`per field, ${fieldCount} fields, ${text.length} characters\n`);
report('  response writer', leastNs(() => writer.write({ data, errors: [] }, {}).data.text), fieldCount);
report('  JSON.stringify', leastNs(() => JSON.stringify(data)), fieldCount);

// What gateway/util/quoteJson.ts looks for: control characters are what JSON has to escape.
// oxlint-disable-next-line no-control-regex
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/;
const WAYS: readonly (readonly [string, (value: string) => string])[] = [
  ['  JSON.stringify', (value) => JSON.stringify(value)],
  ['  looked through first', (value) => (ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`)],
];
for (const sample of ['case-000017', 'Ministry of Labour and Social Pr', 'Қазақстан Республикасы', 'lorem ipsum dolor sit amet '.repeat(8)]) {
  const strings = JSON.parse(JSON.stringify(Array.from({ length: 2000 }, (_, index) => `${sample}${index % 10}`))) as string[];
  process.stdout.write(`per string of ${sample.length + 1} characters, ${sample.slice(0, 12)}…\n`);
  for (const [name, way] of WAYS) report(name, leastNs(() => strings.map(way).join('')), strings.length);
}
