// Two places of one plan that ask the same, one after the other: what is asked, and what each place gets.

import { OperationTypeNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AGENCY_REFUSAL } from '../../../gateway/subgraph/classifyReply.js';
import { executeOver, representationsOf, type Execution, type Script, type ScriptedAgency } from '../../kit/gateway/executeOver.js';
import { fetchItems, fetchOf, inSequence, under } from '../../kit/gateway/planNodes.js';

const item = (id: string) => ({ __typename: 'Item', id });
const SAME = { items: [item('1')], other: [item('1')] };
const SDL = 'type Query { items: [Item] other: [Item] } type Mutation { add: Item } type Item @key(fields: "id") { id: ID }';

const idsIn = (request: Parameters<Script>[0]) => representationsOf(request).map((each) => (each as { id: string }).id);
const answering = (entityOf: (id: string) => object): Script => (request) => ({ data: { _entities: idsIn(request).map(entityOf) } });

function world(root: Record<string, unknown>, answer: Script): Record<string, ScriptedAgency> {
  return {
    a: { sdl: SDL, answer: ({ document }) => ({ data: structuredClone(Object.fromEntries(Object.entries(root).filter(([key]) => document.includes(key)))) }) },
    b: { sdl: 'type Item @key(fields: "id") { id: ID x: String y(n: Int): Inner } type Inner { v: Int }', answer },
  };
}

/** The items are asked about first, and then the others. */
function askBoth(root: Record<string, unknown>, answer: Script, selection = 'x'): Promise<Execution> {
  const node = inSequence(fetchOf('a', '{items{__typename id}other{__typename id}}'), under(['items', '@'], fetchItems('b', selection)), under(['other', '@'], fetchItems('b', selection)));
  return executeOver(world(root, answer), '{ items { x } other { x } }', { plan: { kind: 'QueryPlan', node } });
}

const askedOf = ({ calls }: Execution) => calls.filter(({ agency }) => agency === 'b').map(({ request }) => idsIn(request));

const branch = (key: string) => inSequence(under([key, '@'], fetchItems('b', 'y__1:y(n:1){v}')), under([key, '@'], fetchItems('b', 'x')));

it('what was answered is not asked again, and an error belongs to the entity that it is about', async () => {
  const root = { items: [item('1'), null, item('2')], other: [item('2'), item('3')] };
  const execution = await askBoth(root, (request) => {
    const ids = idsIn(request);
    const data = { _entities: ids.map((id) => ({ x: id === '3' ? null : `x${id}` })) };
    return ids.includes('3') ? { data, errors: [{ message: 'sealed', path: ['_entities', ids.indexOf('3'), 'x'], extensions: { code: 'FORBIDDEN' } }] } : { data };
  });
  expect(askedOf(execution)).toEqual([['1', '2'], ['3']]);
  expect(execution.executed.data).toMatchObject({ items: [{ x: 'x1' }, null, { x: 'x2' }], other: [{ x: 'x2' }, { x: null }] });
  expect(execution.executed.errors).toEqual([{ message: AGENCY_REFUSAL, path: ['other', 1, 'x'], extensions: { code: 'FORBIDDEN', agency: 'b' } }]);
});

describe('what is being asked at the same moment', () => {
  const root = { items: [item('1'), item('2')], other: [item('2'), item('3')] };
  /** What comes first is one call for both places, so that what comes next begins at one moment. */
  const atOnce = (answer: Script) => {
    const node = inSequence(fetchOf('a', '{items{__typename id}other{__typename id}}'), { kind: 'Parallel', nodes: [branch('items'), branch('other')] });
    const withY: Script = (request, exchange) => (request.document.includes('y__1') ? answering(() => ({ y__1: null }))(request, exchange) : answer(request, exchange));
    return executeOver(world(root, withY), '{ items { x } other { x } }', { plan: { kind: 'QueryPlan', node } });
  };

  it('is waited for, and only the rest is asked', async () => {
    const execution = await atOnce(answering((id) => ({ x: `x${id}` })));
    expect(askedOf(execution)).toEqual([['1', '2', '3'], ['1', '2'], ['3']]);
    expect(execution.executed.data).toMatchObject({ items: [{ x: 'x1' }, { x: 'x2' }], other: [{ x: 'x2' }, { x: 'x3' }] });
  });

  it('fails for all who wait, each at its own place', async () => {
    const { executed } = await atOnce((request) => ({
      data: { _entities: idsIn(request).map(() => ({ x: null })) },
      errors: idsIn(request).map((id, index) => ({ message: 'sealed', path: ['_entities', index, 'x'], extensions: { code: `NO_${id}` } })),
    }));
    expect(executed.errors.map(({ extensions, path }) => `${String(extensions?.['code'])} ${path?.join('.')}`).toSorted()).toEqual(['NO_1 items.0.x', 'NO_2 items.1.x', 'NO_2 other.0.x', 'NO_3 other.1.x']);
  });
});

it('where everything was answered, no call is made', async () => {
  const execution = await askBoth(SAME, answering((id) => ({ x: `x${id}` })));
  expect(askedOf(execution)).toEqual([['1']]);
  expect(execution.executed.data).toMatchObject({ items: [{ x: 'x1' }], other: [{ x: 'x1' }] });
});

it.each<[string, Script, string]>([
  ['an answer was not whole', answering(() => ({})), 'x'],
  ['an answer holds objects, which belong to one place', answering(() => ({ y__1: { v: 1 } })), 'y__1:y(n:1){v}'],
])('where %s, it is asked again', async (_why, answer, selection) => {
  expect(askedOf(await askBoth(SAME, answer, selection))).toEqual([['1'], ['1']]);
});

const step = (key: string) => [fetchOf('a', `mutation{${key}:add{__typename id}}`, { operationKind: OperationTypeNode.MUTATION }), under([key], fetchItems('b', 'x'))];

it('after each step of a mutation it is asked again', async () => {
  const agencies = world({ add__1: item('1'), add__2: item('1') }, answering(() => ({ x: 'x' })));
  const execution = await executeOver(agencies, 'mutation { add { x } }', { plan: { kind: 'QueryPlan', node: inSequence(...step('add__1'), ...step('add__2')) } });
  expect(execution.calls.map(({ agency }) => agency)).toEqual(['a', 'b', 'a', 'b']);
});
