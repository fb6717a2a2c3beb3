import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Asking, type EntitySource } from '../../../gateway/execution/Asking.js';
import { EntityPath } from '../../../gateway/execution/EntityPath.js';
import { Questions } from '../../../gateway/execution/Questions.js';
import { RepresentationWriter } from '../../../gateway/execution/RepresentationWriter.js';
import type { Run } from '../../../gateway/execution/Run.js';

const schema = buildSchema('type Query { list: [Item] } type Item { id: ID w: Int tags: [Int] } type Other { id: ID }');
const field = (name: string) => ({ kind: 'Field' as const, name });
const requires = (...fields: string[]) => [{ kind: 'InlineFragment' as const, typeCondition: 'Item', selections: fields.map(field) }];

const item = (id: unknown, more: object = {}): Record<string, unknown> => ({ __typename: 'Item', id, ...more });

function askAll(list: unknown[], { fields = ['__typename', 'id'], ...more }: Partial<EntitySource> & { fields?: string[] } = {}) {
  const questions = new Questions();
  const asking = new Asking(
    {
      path: new EntityPath(schema, ['list', '@']),
      representation: new RepresentationWriter(schema, requires(...fields), [], () => [['id']]),
      makesOne: false,
      ...more,
    },
    questions,
  );
  const run = { tree: { list }, objectsAt: new Map(), repeated: new Set() } as unknown as Run;
  asking.askAll(run);
  return { asking, run, list, texts: questions.texts.map((text) => JSON.parse(text) as unknown) };
}

describe('objects that are alike in what the agency is told', () => {
  it('ask one question, whatever else they hold', () => {
    const { asking, texts } = askAll([item('1', { w: 1 }), item('2'), item('1', { w: 2 }), null, item('1', { w: 1 })]);
    expect(texts).toEqual([item('1'), item('2')]);
    expect(asking.questions).toEqual([0, 1, 0, 0]);
  });

  it('ask different ones where one thing that is told differs, although the key is the same', () => {
    const { asking, texts } = askAll([item('1', { w: 1 }), item('1', { w: 2 }), item('1', { w: 1 })], { fields: ['__typename', 'id', 'w'] });
    expect(texts).toEqual([item('1', { w: 1 }), item('1', { w: 2 })]);
    expect(asking.questions).toEqual([0, 1, 0]);
  });

  it('ask one where what is told is no plain value', () => {
    const { asking } = askAll([item('1', { tags: [1] }), item('1', { tags: [1] })], { fields: ['__typename', 'id', 'tags'] });
    expect(asking.questions).toEqual([0, 0]);
  });

  it('ask nothing without a key, or of another type', () => {
    expect(askAll([item(null), item(undefined), { __typename: 'Other', id: '1' }, {}]).asking.objects).toEqual([]);
  });
});

describe('the first fetch at a stable place', () => {
  it('makes one object of those that are equal in everything, and of no others', () => {
    const all = [item('1'), item('1', { w: 1 }), item('1'), item('1', { w: undefined }), item('2'), item('1')];
    const { asking, list } = askAll([...all], { makesOne: true });
    expect(list.map((each) => all.findIndex((original) => original === each))).toEqual([0, 1, 0, 3, 4, 0]);
    expect(asking.objects).toEqual([all[0], all[1], all[3], all[4]]);
  });

  it('leaves objects with inner objects apart', () => {
    const all = [item('1', { tags: [1] }), item('1', { tags: [1] })];
    expect(askAll([...all], { makesOne: true }).list[1]).toBe(all[1]);
  });

  it('keeps what it found, also what it could not ask about, each once', () => {
    const all = [item('1'), item(null), item('1')];
    const { run } = askAll([...all], { makesOne: true, rememberAs: 'list.@' });
    expect(run.objectsAt.get('list.@')).toEqual([all[0], all[1]]);
    // What stands at several places is worth writing once.
    expect([...run.repeated]).toEqual([all[0]]);
  });

  it('leaves every object in its place where it is not the first', () => {
    const all = [item('1'), item('1')];
    const { list, asking } = askAll([...all]);
    expect(list[1]).toBe(all[1]);
    expect(asking.objects).toHaveLength(2);
  });
});

it('a later fetch takes the objects that were found, without looking for them again', () => {
  const run = { tree: {}, objectsAt: new Map([['list.@', [item('7')]]]) } as unknown as Run;
  const questions = new Questions();
  const representation = new RepresentationWriter(schema, requires('__typename', 'id'), [], () => [['id']]);
  new Asking({ path: new EntityPath(schema, ['list', '@']), representation, rememberAs: 'list.@', makesOne: false }, questions).askAll(run);
  expect([questions.texts, questions.typeNames]).toEqual([['{"__typename":"Item","id":"7"}'], ['Item']]);
});
