import { operationFromDocument, Supergraph as ComposedSchema } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { fetchesOf } from '../../../gateway/plan/fetchesOf.js';
import { restoreFields } from '../../../gateway/plan/restoreFields.js';
import { prepareForPlanning } from '../../../gateway/supergraph/prepareForPlanning.js';
import { composeWorld } from '../../kit/composeWorld.js';

const prepared = prepareForPlanning(
  composeWorld({
    posts: {
      sdl: 'type Query { post: Post } type Post @key(fields: "id") { id: ID! comments(limit: Int!): [Comment!]! } type Comment { id: ID! text: String }',
    },
    authors: {
      sdl: `
        type Post @key(fields: "id") {
          id: ID!
          comments(limit: Int!): [Comment!]! @external
          plain: Int
          three: Int @requires(fields: "comments(limit: 3) { id }")
          threeTexts(scale: Int, unit: String): Int @requires(fields: "comments(limit: 3) { text }")
          one(scale: Int): Int @requires(fields: "comments(limit: 1) { id }")
        }
        type Comment { id: ID! @external text: String @external }`,
    },
  }),
);
const composed = ComposedSchema.build(prepared.sdl);
const planner = new QueryPlanner(composed);

function plan(operation: string): QueryPlan {
  return planner.buildQueryPlan(operationFromDocument(composed.apiSchema(), parse(operation), { validate: false }));
}

const restored = (operation: string): FetchNode[] => fetchesOf(restoreFields(plan(operation), prepared.virtualFields));
const asked = ({ serviceName, operation, variableUsages }: FetchNode) => [serviceName, operation, variableUsages ?? []];
const REPRESENTATIONS = '_entities(representations:$representations)';

describe('restoring the fields of a plan', () => {
  it('leaves a plan without virtual fields as it is', () => {
    const planned = plan('{ post { plain } }');
    expect(restoreFields(planned, prepared.virtualFields)).toEqual(planned);
  });

  it('leaves an empty plan as it is', () => {
    expect(restoreFields({ kind: 'QueryPlan' }, prepared.virtualFields)).toEqual({ kind: 'QueryPlan' });
  });

  it('asks for the call under its virtual name and sends it under its real one', () => {
    const [posts, authors] = restored('{ post { three } }');
    expect(posts?.operation).toBe('{post{__typename id comments__requires1:comments(limit:3){id}}}');
    expect(authors?.requires).toMatchObject([
      { typeCondition: 'Post', selections: [{ name: '__typename' }, { name: 'id' }, { name: 'comments__requires1', selections: [{ name: 'id' }] }] },
    ]);
    expect(authors?.inputRewrites).toEqual([{ kind: 'KeyRenamer', path: ['... on Post', 'comments__requires1'], renameKeyTo: 'comments' }]);
    expect(posts?.inputRewrites).toBeUndefined();
  });

  it('keeps fields in one fetch whose calls agree', () => {
    expect(restored('{ post { three threeTexts plain } }').map(({ serviceName }) => serviceName)).toEqual(['posts', 'authors']);
  });

  it('makes several fetches, side by side, of fields whose calls do not agree, each with its own requirements and variables', () => {
    const operation = 'query ($a: Int, $b: Int, $u: String) { post { three one(scale: $b) threeTexts(scale: $a, unit: $u) plain } }';
    const [posts, ...authors] = restored(operation);
    expect(posts?.operation).toBe('{post{__typename id comments__requires1:comments(limit:3){text id}comments__requires2:comments(limit:1){id}}}');
    expect(authors.map(asked)).toEqual([
      [
        'authors',
        `query($representations:[_Any!]!$a:Int$u:String){${REPRESENTATIONS}{...on Post{three threeTexts(scale:$a unit:$u)plain}}}`,
        ['a', 'u'],
      ],
      ['authors', `query($representations:[_Any!]!$b:Int){${REPRESENTATIONS}{...on Post{one(scale:$b)}}}`, ['b']],
    ]);
    expect(authors.map(({ requires }) => JSON.stringify(requires).match(/comments__requires\d/g))).toEqual([['comments__requires1'], ['comments__requires2']]);
    expect(authors.map(({ inputRewrites }) => inputRewrites?.length)).toEqual([1, 1]);
    const { node } = restoreFields(plan(operation), prepared.virtualFields);
    expect(node).toMatchObject({ kind: 'Sequence', nodes: [{ kind: 'Fetch' }, { kind: 'Flatten', path: ['post'], node: { kind: 'Parallel' } }] });
  });

  it('restores what stands under a condition', () => {
    const { node } = restoreFields(plan('query ($if: Boolean!) { post @include(if: $if) { three } }'), prepared.virtualFields);
    expect(node?.kind).toBe('Condition');
    expect(JSON.stringify(node)).toContain('comments__requires1:comments(limit:3){id}');
  });

  it("tells the client's call from the required one", () => {
    const [posts] = restored('{ post { comments__1: comments(limit: 1) { text } three } }');
    expect(posts?.operation).toBe('{post{__typename id comments__1:comments(limit:1){text}comments__requires1:comments(limit:3){id}}}');
  });
});
