// The response writer against graphql-js: for random schemas, operations and data, right and wrong, the
// text is what graphql-js's execute gives over the same data, key for key, and so are the paths of errors.

import { assert, gen, nat, property, type GeneratorValue } from 'fast-check';
import {
  buildSchema,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { expect, it } from 'vitest';
import type { DataError } from '../../../gateway/execution/Execution.js';
import { DataKeys } from '../../../gateway/plan/DataKeys.js';
import { reference } from './graphqlReference.js';
import { prepareWriter } from './writeResponse.js';

/** The limit is for shrinking: a failure is reported after it, reduced as far as it went. */
const BOUNDS = { numRuns: 200, interruptAfterTimeLimit: 8_000 };

/** Draws numbers below `count`; 0 is the simplest. */
type Draw = (count: number) => number;

function drawFrom(value: GeneratorValue): Draw {
  return (count) => value(nat, { max: count - 1 });
}

const chance = (draw: Draw, percent: number): boolean => draw(100) >= 100 - percent;
const pick = <Item>(draw: Draw, items: readonly Item[]): Item => items[draw(items.length)] as Item;

// Schemas. A field has the same type wherever it stands, so that any two selections can be merged.

const OBJECTS = ['Case', 'Region', 'Check'];
const LEAVES = ['Int', 'Float', 'String', 'Boolean', 'ID', 'Stage', 'Json'];
/** Names that objects seem to have are among them. */
const FIELDS = ['a', 'b', 'c', 'd', 'constructor', 'toString'];

function randomSdl(draw: Draw): string {
  const named = [...LEAVES, ...OBJECTS, ...OBJECTS, 'Node', 'Either'];
  const fields = FIELDS.map((name) => {
    const args = chance(draw, 30) ? '(n: Int)' : '';
    return `${name}${args}: ${randomWraps(draw, pick(draw, named))}`;
  });
  const some = () => fields.filter((_, index) => index === 0 || chance(draw, 70)).join('\n  ');
  const shared = fields[0];
  const objects = OBJECTS.map((name) => {
    const isNode = name === 'Case' || chance(draw, 60);
    return `type ${name} ${isNode ? 'implements Node ' : ''}{\n  ${some()}\n}`;
  });
  return [
    `type Query {\n  ${some()}\n}`,
    `type Mutation {\n  ${some()}\n}`,
    ...objects,
    `interface Node {\n  ${shared}\n}`,
    'union Either = Case | Check',
    'enum Stage { OPEN DECIDED }',
    'scalar Json',
  ].join('\n');
}

function randomWraps(draw: Draw, type: string): string {
  let wrapped = type;
  for (let lists = chance(draw, 30) ? 1 + draw(2) : 0; lists > 0; lists -= 1) {
    wrapped = `[${wrapped}${chance(draw, 50) ? '!' : ''}]`;
  }
  return `${wrapped}${chance(draw, 50) ? '!' : ''}`;
}

// Operations. What stands under a response key is decided by the key.

function randomOperation(draw: Draw, schema: GraphQLSchema): string {
  const isMutation = chance(draw, 20);
  const root = isMutation ? 'Mutation' : 'Query';
  const fragments = OBJECTS.map((name) => `fragment Of${name} on ${name} ${randomSelection(draw, schema, name, 1, [])}`);
  const body = randomSelection(draw, schema, root, 3, OBJECTS);
  const used = fragments.filter((fragment) => body.includes(`...${fragment.split(' ')[1] ?? ''} `));
  return `${isMutation ? 'mutation' : 'query'} ($yes: Boolean = true, $no: Boolean = false) ${body}\n${used.join('\n')}`;
}

function randomSelection(draw: Draw, schema: GraphQLSchema, typeName: string, depth: number, fragments: readonly string[]): string {
  const type = schema.getType(typeName);
  const fields = type !== undefined && 'getFields' in type ? (Object.values(type.getFields()) as GraphQLField<unknown, unknown>[]) : [];
  const selections: string[] = [];
  for (let count = 1 + draw(4); count > 0; count -= 1) {
    const kind = draw(10);
    const conditions = randomConditions(draw);
    if (kind >= 8 && depth > 0) {
      const on = typeName === 'Node' || typeName === 'Either' ? pick(draw, conditionTypes(schema, typeName)) : typeName;
      if (fragments.includes(on) && chance(draw, 50)) selections.push(`...Of${on} ${conditions}`);
      else selections.push(`... on ${on} ${conditions} ${randomSelection(draw, schema, on, depth - 1, fragments)}`);
    } else if (kind >= 7 || fields.length === 0) {
      if (typeName === 'Query' && chance(draw, 30)) selections.push(`aType: __type(name: "Case") ${conditions} { name fields @skip(if: $yes) { name } }`);
      else selections.push(`${chance(draw, 50) ? 'kind: ' : ''}__typename ${conditions}`);
    } else {
      const field = pick(draw, fields);
      const isComposite = !isLeafType(namedOf(field.type));
      if (isComposite && depth === 0) continue;
      const below = isComposite ? randomSelection(draw, schema, namedOf(field.type).name, depth - 1, fragments) : '';
      selections.push(`${randomCall(draw, field)} ${conditions} ${below}`);
    }
  }
  if (selections.length === 0) selections.push('__typename');
  return `{ ${selections.join('\n')} }`;
}

function randomCall(draw: Draw, { name, args }: GraphQLField<unknown, unknown>): string {
  if (args.length > 0 && chance(draw, 60)) {
    const n = 1 + draw(2);
    return `${name}_${n}${pick(draw, ['', 'x'])}: ${name}(n: ${n})`;
  }
  return `${pick(draw, ['', `${name}_: `])}${name}`;
}

function randomConditions(draw: Draw): string {
  if (!chance(draw, 15)) return '';
  return pick(draw, ['@include(if: $yes)', '@skip(if: $no)', '@include(if: $no)', '@skip(if: $yes)', '@skip(if: true)', '@skip(if: $no) @include(if: $no)']);
}

/** Types that a fragment within an abstract type can name. */
function conditionTypes(schema: GraphQLSchema, abstract: string): string[] {
  const possible = possibleTypes(schema, abstract);
  const overlaps = ['Node', 'Either'].filter((other) => possibleTypes(schema, other).some((name) => possible.includes(name)));
  return [...possible, ...overlaps];
}

function possibleTypes(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  if (isObjectType(type)) return [name];
  if (type === undefined || !('getFields' in type || 'getTypes' in type) || 'parseValue' in type) return [];
  return schema.getPossibleTypes(type as Parameters<GraphQLSchema['getPossibleTypes']>[0]).map((possible) => possible.name);
}

function namedOf(type: GraphQLOutputType) {
  let at: GraphQLOutputType = type;
  while (isListType(at) || isNonNullType(at)) at = at.ofType as GraphQLOutputType;
  return at;
}

// Data. Follows the selections, whatever their conditions; a value is sometimes of the wrong form, missing,
// or replaced by an error of execution.

interface World {
  readonly draw: Draw;
  readonly schema: GraphQLSchema;
  readonly dataKeys: DataKeys;
  readonly fragments: ReadonlyMap<string, SelectionSetNode>;
  readonly errors: DataError[];
  readonly wrongPercent: number;
  readonly errorPercent: number;
  /** How many items lists may still have, all together. */
  items: number;
}

/** Stands in the data where execution reports an error; taken out before the writer sees it. */
const FAILED = new Error('reported');

function randomObject(world: World, typeName: string, selections: readonly SelectionSetNode[], path: readonly (string | number)[], runsAlone: boolean) {
  const type = world.schema.getType(typeName);
  const record: Record<string, unknown> = { __typename: typeName, hidden: 'must not be seen' };
  if (!isObjectType(type)) return record;
  const byKey = Map.groupBy(fieldsIn(world, selections), (node) => world.dataKeys.keyOf(node, runsAlone));
  for (const [key, nodes] of byKey) {
    const field = type.getFields()[nodes[0]?.name.value ?? ''];
    if (field === undefined) continue;
    const value = randomValue(world, field.type, nodes.flatMap((node) => node.selectionSet ?? []), [...path, key]);
    if (value !== undefined) record[key] = value;
  }
  return record;
}

function fieldsIn(world: World, selections: readonly SelectionSetNode[]): FieldNode[] {
  return selections.flatMap(({ selections: nodes }) =>
    nodes.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      const inner = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : world.fragments.get(node.name.value);
      return inner === undefined ? [] : fieldsIn(world, [inner]);
    }),
  );
}

/** No object without `__typename`: of an interface it can be written where graphql-js would refuse (runtimeType.ts). */
const WRONG: readonly unknown[] = [
  null, undefined, 'text', '', 7, 1.5, -1, 2 ** 31, Infinity, true, [], [null],
  { __typename: 'Nobody' }, { __typename: 'Query' }, { __typename: 3 },
];

function randomValue(world: World, type: GraphQLOutputType, selections: readonly SelectionSetNode[], path: readonly (string | number)[]): unknown {
  const { draw } = world;
  if (chance(draw, world.errorPercent)) {
    world.errors.push({ message: 'reported', path, extensions: { code: 'SUBGRAPH_REQUEST_FAILED' } });
    return FAILED;
  }
  if (chance(draw, world.wrongPercent)) return pick(draw, WRONG);
  const nullable = getNullableType(type);
  if (nullable === type && chance(draw, 10)) return null;
  if (isListType(nullable)) {
    const length = Math.min(draw(4), world.items);
    world.items -= length;
    return Array.from({ length }, (_, index) => randomValue(world, nullable.ofType, selections, [...path, index]));
  }
  if (isLeafType(nullable)) return randomLeaf(draw, nullable.name);
  const concrete = pick(draw, possibleTypes(world.schema, nullable.name));
  return randomObject(world, concrete, selections, path, false);
}

function randomLeaf(draw: Draw, name: string): unknown {
  switch (name) {
    case 'Int':
      return pick(draw, [0, -0, 5, 2 ** 31 - 1, -(2 ** 31)]);
    case 'Float':
      return pick(draw, [0, 0.5, -1e21, 1e-7, 12]);
    case 'Boolean':
      return draw(2) === 1;
    case 'ID':
      return pick(draw, ['id', 12, '']);
    case 'Stage':
      return pick(draw, ['OPEN', 'DECIDED']);
    case 'Json':
      return pick(draw, [1, 'x', { a: [null, '"'] }, [], false]);
    default:
      return pick(draw, ['plain', 'Қазақстан', '"quoted" \\ \u0007 \ud800 \u2028', '']);
  }
}

function withoutFailures(value: unknown): unknown {
  if (value === FAILED) return null;
  if (Array.isArray(value)) return value.map(withoutFailures);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutFailures(inner)]));
}

interface Trial {
  readonly schema: GraphQLSchema;
  readonly text: string;
  readonly dataKeys: DataKeys;
  readonly data: unknown;
  readonly errors: readonly DataError[];
}

function randomTrial(draw: Draw, wrongPercent: number, errorPercent: number): Trial {
  const schema = buildSchema(randomSdl(draw));
  const text = randomOperation(draw, schema);
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the operation comes first');
  const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [])));
  const world: World = { draw, schema, dataKeys: new DataKeys(), fragments, errors: [], wrongPercent, errorPercent, items: 40 };
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const data = randomObject(world, isMutation ? 'Mutation' : 'Query', [operation.selectionSet], [], isMutation);
  return { schema, text, dataKeys: world.dataKeys, data, errors: world.errors };
}

const variables = { yes: true, no: false };
const isReported = ({ message }: { readonly message: string }) => message === 'reported';
const pathText = ({ path }: { readonly path?: readonly unknown[] | undefined }) => JSON.stringify(path);

it.each([0, 3, 15])('writes what graphql-js gives, with %i percent of the values wrong', (wrongPercent) => {
  // A property that meets nothing would hold, too.
  const met = { errors: 0, nullData: 0, introspections: 0, deep: 0 };
  assert(
    property(gen(), (value) => {
      const { schema, text, dataKeys, data } = randomTrial(drawFrom(value), wrongPercent, 0);
      const expected = reference(schema, text, data, dataKeys);
      const written = prepareWriter(schema, text, undefined, dataKeys)({ data, variables });
      met.errors += expected.errors?.length ?? 0;
      met.nullData += expected.data == null ? 1 : 0;
      met.introspections += written.text.includes('"aType":{') ? 1 : 0;
      met.deep += /\{[^}]*\{[^}]*\{/.test(written.text) ? 1 : 0;
      expect(written.text, text).toBe(JSON.stringify(expected.data));
      expect(written.errors.map(pathText), text).toEqual((expected.errors ?? []).map(pathText));
    }),
    BOUNDS,
  );
  expect(Math.min(met.introspections, met.deep)).toBeGreaterThan(0);
  if (wrongPercent > 0) expect(Math.min(met.errors, met.nullData)).toBeGreaterThan(0);
});

it('tells errors of execution in the client’s names, and adds none where they explain a null', () => {
  let reported = 0;
  assert(
    property(gen(), (value) => {
      const { schema, text, dataKeys, data, errors } = randomTrial(drawFrom(value), 0, 10);
      const expected = reference(schema, text, data, dataKeys);
      const written = prepareWriter(schema, text, undefined, dataKeys)({ data: withoutFailures(data), errors, variables });
      expect(written.text, text).toBe(JSON.stringify(expected.data));
      const paths = new Set(written.errors.filter(isReported).map(pathText));
      // graphql-js leaves an object when a null passes through it, and so misses errors of later fields.
      for (const error of expected.errors ?? []) if (isReported(error)) expect(paths, text).toContain(pathText(error));
      // An error above explains a null below; beyond those, what graphql-js finds is found.
      for (const error of written.errors) if (!isReported(error)) expect((expected.errors ?? []).map(pathText), text).toContain(pathText(error));
      reported += paths.size;
    }),
    BOUNDS,
  );
  expect(reported).toBeGreaterThan(0);
});

it('writes the same for equal requests, and leaves the data as it was', () => {
  assert(
    property(gen(), (value) => {
      const { schema, text, dataKeys, data } = randomTrial(drawFrom(value), 5, 0);
      const before = structuredClone(data);
      const write = prepareWriter(schema, print(parse(text)), undefined, dataKeys);
      expect(write({ data, variables })).toEqual(write({ data, variables }));
      expect(data).toEqual(before);
    }),
    BOUNDS,
  );
});
