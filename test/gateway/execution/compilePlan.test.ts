// Plans executed over scripted agencies: what is asked, what becomes of the answers, and where errors go.

import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { describe, expect, it } from 'vitest';
import { Exchange } from '../../../gateway/Exchange.js';
import { AGENCY_REFUSAL } from '../../../gateway/subgraph/classifyReply.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { fetchItems, fetchOf, inSequence, under } from '../../kit/gateway/planNodes.js';
import { executeOver, representationsOf, type Script, type ScriptedAgency } from '../../kit/gateway/executeOver.js';

/** `b` answers about each item in its own words; `change` spoils or replaces the answer. */
const world = (change: Script = (request) => entities(request, ({ id }) => ({ x: `x${String(id)}` })), root: unknown = ITEMS): Record<string, ScriptedAgency> => ({
  a: {
    sdl: `
      type Query { items: [Item] other: [Item] one: Item deep: Deep me(n: Int): Item lines: [Line] }
      type Line { n: Int cell: Cell }
      type Cell { it: Item }
      type Deep { rows: [Row] }
      type Row { cells: [[Item]] }
      type Mutation { add(n: Int): Int }
      type Item @key(fields: "id") { id: ID w: Int }`,
    answer: ({ document }) => ({ data: rootOf(document, root) }),
  },
  b: {
    sdl: `
      type Item @key(fields: "id") { id: ID x: String y(n: Int): Inner z: Int @requires(fields: "w") w: Int @external }
      type Inner { v: Int inner: Inner }
      type Mutation { multiply(n: Int): Int }
    `,
    answer: change,
  },
});

const item = (id: string | null, more: object = {}) => ({ __typename: 'Item', id, ...more });
const ITEMS = { items: [item('1'), null, item('2'), item('1')], other: [item('2'), item('3')] };

function rootOf(document: string, root: unknown): Record<string, unknown> {
  const all = root as Record<string, unknown>;
  return structuredClone(Object.fromEntries(Object.entries(all).filter(([key]) => document.includes(key))));
}

function entities(request: Parameters<Script>[0], answer: (representation: Record<string, unknown>) => unknown): { data: Record<string, unknown> } {
  return { data: { _entities: representationsOf(request).map((each) => answer(each as Record<string, unknown>)) } };
}

const failing = (...path: (string | number)[]): Script => (request) => ({
  ...entities(request, () => ({ x: null, y__1: null })),
  errors: [{ message: 'sealed', path: ['_entities', ...path], extensions: { code: 'FORBIDDEN', agency: 'b' } }],
});

const at = (...path: (string | number)[]) => ({ message: AGENCY_REFUSAL, path, extensions: { code: 'FORBIDDEN', agency: 'b' } });

const byA = (error: ReturnType<typeof at>) => ({ ...error, extensions: { ...error.extensions, agency: 'a' } });

const bad = (agency: string, ...path: (string | number)[]) => ({
  message: 'The agency answered with something that cannot be used.',
  path,
  extensions: { code: 'SUBGRAPH_BAD_RESPONSE', agency },
});

const answerByContext: Script = (request) => entities(request, () => ({ y__1: { v: Number(request.variables['contextualArgument_1_0']) * 10 } }));

const searching = (answer: Script): Record<string, ScriptedAgency> => ({
  a: {
    sdl: 'type Query { search: [Found] } union Found = P | E type P { size: String! inner: P } type E { size: Int inner: E }',
    answer,
  },
});

const requires: FetchNode['requires'] = [{ kind: 'InlineFragment', typeCondition: 'Item', selections: [{ kind: 'Field', name: '__typename' }, { kind: 'Field', name: 'id' }] }];

describe('entities', () => {
  it('are asked about once, however often they stand in the data, and each place is filled', async () => {
    const { executed, calls } = await executeOver(world(), '{ items { x } }');
    expect(calls.map(({ agency, request }) => [agency, request.document, request.variables])).toEqual([
      ['a', '{items{__typename id}}', {}],
      ['b', 'query($representations:[_Any!]!){_entities(representations:$representations){...on Item{x}}}', { representations: [item('1'), item('2')] }],
    ]);
    expect(executed).toMatchObject({ data: { items: [item('1', { x: 'x1' }), null, item('2', { x: 'x2' }), item('1', { x: 'x1' })] }, textKind: 'ascii', errors: [] });
  });

  it('of several places that one wave asks the same of one agency go in one call', async () => {
    const { executed, calls } = await executeOver(world(), 'query Q { items { x } other { x } }');
    expect(calls.map(({ agency, request }) => [agency, request.operationName, representationsOf(request)])).toEqual([
      ['a', 'Q__a', []],
      ['b', 'Q__b', [item('1'), item('2'), item('3')]],
    ]);
    expect(calls[1]?.request.document).toMatch(/^query Q__b\(\$representations:/);
    expect(executed.data).toMatchObject({ items: [{ x: 'x1' }, null, { x: 'x2' }, { x: 'x1' }], other: [{ x: 'x2' }, { x: 'x3' }] });
  });

  it('asked for different fields go in calls of their own', async () => {
    const { calls } = await executeOver(world(), '{ items { x } other { y { v } } }');
    expect(calls.map(({ agency }) => agency)).toEqual(['a', 'b', 'b']);
  });

  it('of no key are not asked about; what is required and missing is sent as null', async () => {
    const root = { items: [item('1', { w: 3 }), item('2'), item(null, { w: 5 })] };
    const { executed, calls } = await executeOver(world((request) => entities(request, ({ w }) => ({ z: w })), root), '{ items { z } }');
    expect(representationsOf(calls[1]?.request ?? ({ variables: {} } as never))).toEqual([item('1', { w: 3 }), item('2', { w: null })]);
    expect(executed.data).toMatchObject({ items: [{ z: 3 }, { z: null }, { id: null }] });
  });

  it('that are nowhere cost no call', async () => {
    const { calls } = await executeOver(world(undefined, { items: [null] }), '{ items { x } }');
    expect(calls.map(({ agency }) => agency)).toEqual(['a']);
  });

  it.each([
    [3, 2, []],
    [2, 2, []],
    [1, 1, [{ message: 'The operation asks for too much at once.', path: ['items'], extensions: { code: 'OPERATION_TOO_COMPLEX' } }]],
  ])('with %i allowed in a call, two make %i calls and the right errors', async (maxEntities, calls, errors) => {
    const done = await executeOver(world(), '{ items { x } }', { maxEntities });
    expect([done.calls.length, done.executed.errors]).toEqual([calls, errors]);
  });
});

describe('variables', () => {
  it('go only to the fetches that use them, as the client gave them', async () => {
    const { calls } = await executeOver(world(), 'query ($a: Int, $b: Int, $c: Int) { me(n: $a) { y(n: $b) { v } z: y(n: $c) { v } } }', {
      variables: { a: 1, b: null },
    });
    expect(calls.map(({ request: { variables } }) => variables)).toEqual([{ a: 1 }]);
    const root = { me__1: item('1') };
    const full = await executeOver(world(undefined, root), 'query ($a: Int, $b: Int, $c: Int) { me(n: $a) { y(n: $b) { v } z: y(n: $c) { v } } }', {
      variables: { a: 1, b: null },
    });
    expect(full.calls.map(({ request: { variables } }) => variables)).toEqual([{ a: 1 }, { b: null, representations: [item('1')] }]);
  });

  it('may be called as federation calls its own', async () => {
    const { calls } = await executeOver(world(undefined, { me__1: item('7') }), 'query ($representations: Int) { me(n: $representations) { y(n: $representations) { v } } }', {
      variables: { representations: 5 },
    });
    expect(calls.map(({ request: { variables } }) => variables)).toEqual([
      { representations__client: 5 },
      { representations__client: 5, representations: [item('7')] },
    ]);
  });

  it.each([
    [{ v: true }, ['a', 'b']],
    [{ v: false }, ['a']],
    [{}, ['a']],
    [{ v: null }, ['a']],
  ])('that are conditions decide whether a fetch is made: %j', async (variables, asked) => {
    const { calls } = await executeOver(world(), 'query ($v: Boolean!) { items { id ... @include(if: $v) { x } } }', { variables });
    expect(calls.map(({ agency }) => agency)).toEqual(asked);
  });
});

describe('an error of an agency', () => {
  it('about an entity stands at every place of that entity, past those that were not asked about', async () => {
    const { executed } = await executeOver(world(failing(0, 'x')), '{ items { x } }');
    expect(executed.errors).toEqual([at('items', 0, 'x'), at('items', 3, 'x')]);
    expect((await executeOver(world(failing(1, 'x')), '{ items { x } }')).executed.errors).toEqual([at('items', 2, 'x')]);
  });

  it('finds its places through several fetches that were one call', async () => {
    const { executed } = await executeOver(world(failing(1, 'x')), '{ items { x } other { x } }');
    expect(executed.errors).toEqual([at('items', 2, 'x'), at('other', 0, 'x')]);
  });

  it('finds its way through lists of lists', async () => {
    const root = { deep: { rows: [null, { cells: [[item('1')], null, [null, item('2')]] }] } };
    const { executed } = await executeOver(world(failing(1, 'y__1', 'v'), root), '{ deep { rows { cells { y(n: 1) { v } } } } }');
    expect(executed.errors).toEqual([at('deep', 'rows', 1, 'cells', 2, 1, 'y__1', 'v')]);
  });

  it('about the whole call stands before the first list', async () => {
    const { executed } = await executeOver(world(failing()), '{ items { x } }');
    expect(executed.errors).toEqual([at('items')]);
  });

  it('about root fields keeps its path', async () => {
    const agencies = world();
    const sick: ScriptedAgency = { sdl: agencies['a']?.sdl ?? '', answer: () => ({ data: { items: null }, errors: [at('items', 1)] }) };
    expect((await executeOver({ ...agencies, a: sick }, '{ items { id } }')).executed).toMatchObject({ data: { items: null }, errors: [byA(at('items', 1))] });
  });
});

describe('fields of one name and different types', () => {
  const text = '{ search { ... on P { a: size } ... on E { b: size inner { b: size } } } }';

  it('are kept apart on the way and come together under one data key', async () => {
    const { executed, calls } = await executeOver(
      searching(() => ({
        data: { search: [{ __typename: 'E', size__alias_0: 0, inner: { size: 2 } }, { __typename: 'P', size: 'big' }] },
        errors: [{ message: 'sealed', path: ['search', 0, 'size__alias_0'], extensions: { code: 'FORBIDDEN', agency: 'b' } }],
      })),
      text,
    );
    expect(calls[0]?.request.document).toBe('{search{__typename ...on P{size}...on E{size__alias_0:size inner{size}}}}');
    expect(executed.data).toEqual({ search: [{ __typename: 'E', size: 0, inner: { size: 2 } }, { __typename: 'P', size: 'big' }] });
    expect(executed.errors).toEqual([byA(at('search', 0, 'size'))]);
  });
});

describe('a root type below the root', () => {
  it('gets its fields from the agencies that have them, at every place', async () => {
    const sdl = 'type Query { n: Int } type Mutation { add: [Payload] } type Payload { query: Query }';
    const agencies: Record<string, ScriptedAgency> = {
      a: { sdl, answer: () => ({ data: { add__1: [{ query: { __typename: 'Query', n: 1 } }, null, { query: { __typename: 'Query', n: 1 } }] } }) },
      b: { sdl: 'type Query { m: Int }', answer: () => ({ data: { m: null }, errors: [{ ...at('m') }] }) },
    };
    const { executed, calls } = await executeOver(agencies, 'mutation { add { query { n m } } }');
    expect(calls.map(({ request }) => request.document)).toEqual(['mutation{add__1:add{query{__typename n}}}', '{...on Query{m}}']);
    expect(executed.data).toMatchObject({ add__1: [{ query: { n: 1, m: null } }, null, { query: { n: 1, m: null } }] });
    expect(executed.errors).toEqual([at('add__1', 0, 'query', 'm'), at('add__1', 2, 'query', 'm')]);
  });
});

describe('an answer that does not fit', () => {
  it('is reported at every place that asked, and leaves everything else', async () => {
    const json = '{"_entities":[{"x":"x1","__proto__":{"x":"y"}},{"x":"x2"}]}';
    const { executed } = await executeOver(world(() => ({ data: JSON.parse(json) as Record<string, unknown> })), '{ items { x } }');
    expect(executed.errors).toEqual([bad('b', 'items', 0), bad('b', 'items', 3)].map((error) => ({ ...error, extensions: { ...error.extensions, retryAfterMs: expect.any(Number) as number } })));
    expect(executed.data).toEqual({ items: [item('1', { x: 'x1' }), null, item('2', { x: 'x2' }), item('1', { x: 'x1' })] });
  });

  it('with what nobody asked for changes nothing, not even quietly', async () => {
    const { executed } = await executeOver(world((request) => entities(request, () => ({ x: 'x', id: 'stolen', w: 9 }))), '{ items { x } }');
    expect(executed).toMatchObject({ errors: [], data: { items: [{ id: '1', x: 'x' }, null, { id: '2' }, { id: '1' }] } });
    expect(executed.data).not.toHaveProperty('items.0.w');
  });
});

describe('the plan', () => {
  it('runs mutations in their order', async () => {
    const log: string[] = [];
    const script = (agency: string): Script => async ({ document }) => {
      log.push(`${agency} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${agency} ends`);
      return { data: Object.fromEntries([...document.matchAll(/(\w+):/g)].map(([, key = '']) => [key, log.length])) };
    };
    const [a, b] = Object.values(world());
    const agencies = { a: { sdl: a?.sdl ?? '', answer: script('a') }, b: { sdl: b?.sdl ?? '', answer: script('b') } };
    const { calls } = await executeOver(agencies, 'mutation { add(n: 1) multiply(n: 2) again: add(n: 1) }');
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'a begins', 'a ends']);
    expect(calls.map(({ request: { document } }) => document)).toEqual([
      'mutation{add__1:add(n:1)}',
      'mutation{multiply__2:multiply(n:2)}',
      'mutation{again__3:add(n:1)}',
    ]);
  });

  it('leaves time for the waves that come after a call', async () => {
    const exchange = new Exchange({ clock: { nowMs: () => 0 } });
    exchange.limitTo(10_000);
    const { calls } = await executeOver(world(), '{ items { x } }', { exchange });
    exchange.close();
    // Of the ten seconds 100 ms are for the answer, and 250 for the wave that comes after the first.
    expect(calls.map(({ request: { deadlineMs } }) => deadlineMs)).toEqual([9_650, 9_900]);
  });

  it('is not gone on with once the exchange is aborted', async () => {
    const exchange = new Exchange({ clock: systemClock });
    const agencies = world();
    const leaving: ScriptedAgency = {
      sdl: agencies['a']?.sdl ?? '',
      answer: () => {
        exchange.abort('clientLeft');
        return { data: structuredClone({ items: ITEMS.items }) };
      },
    };
    const { calls } = await executeOver({ ...agencies, a: leaving }, '{ items { x } }', { exchange });
    expect(calls.map(({ agency }) => agency)).toEqual(['a']);
  });

  it('starts a fetch that begins a sequence together with those beside it', async () => {
    const node: PlanNode = {
      kind: 'Sequence',
      nodes: [
        fetchOf('a', '{items{__typename id}other{__typename id}}'),
        {
          kind: 'Parallel',
          nodes: [under(['items', '@'], fetchItems('b', 'x')), inSequence(under(['other', '@'], fetchItems('b', 'x')), under(['other', '@'], fetchItems('b', 'y__1:y(n:1){v}')))],
        },
      ],
    };
    const { calls } = await executeOver(world(), '{ items { x } }', { plan: { kind: 'QueryPlan', node } });
    expect(calls.slice(1).map(({ request }) => representationsOf(request).map((each) => (each as { id: string }).id))).toEqual([['1', '2', '3'], ['2', '3']]);
  });

  it('asks for each set of values from around the entities by itself', async () => {
    const operation = 'query($representations:[_Any!]!,$contextualArgument_1_0:Int){_entities(representations:$representations){...on Item{y__1:y(n:$contextualArgument_1_0){v}}}}';
    const contextRewrites: FetchNode['contextRewrites'] = [{ kind: 'KeyRenamer', path: ['..', '..', '... on Line', 'n'], renameKeyTo: 'contextualArgument_1_0' }];
    const root = { lines: [{ __typename: 'Line', n: 1, cell: { it: item('1') } }, { __typename: 'Line', n: 2, cell: { it: item('1') } }] };
    const node: PlanNode = {
      kind: 'Sequence',
      nodes: [
        fetchOf('a', '{lines{__typename n cell{it{__typename id}}}}'),
        { kind: 'Flatten', path: ['lines', '@', 'cell', 'it'], node: fetchOf('b', operation, { requires, contextRewrites, variableUsages: ['contextualArgument_1_0'] }) },
      ],
    };
    const { executed, calls } = await executeOver(world(answerByContext, root), '{ items { x } }', { plan: { kind: 'QueryPlan', node } });
    expect(calls.slice(1).map(({ request: { variables } }) => variables)).toEqual([1, 2].map((n) => ({ contextualArgument_1_0: n, representations: [item('1')] })));
    expect(executed.data).toMatchObject({ lines: [{ cell: { it: { y__1: { v: 10 } } } }, { cell: { it: { y__1: { v: 20 } } } }] });

    const bounded = async (maxCalls: number) => {
      const done = await executeOver(world(answerByContext, root), '{ items { x } }', { maxCalls, plan: { kind: 'QueryPlan', node } });
      return [done.calls.length, done.executed.errors.map(({ path, extensions }) => [path, extensions?.['code']])];
    };
    expect(await bounded(2)).toEqual([3, []]);
    expect(await bounded(1)).toEqual([1, [[['lines'], 'OPERATION_TOO_COMPLEX']]]);
  });
});
