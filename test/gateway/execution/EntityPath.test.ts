import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { EntityPath } from '../../../gateway/execution/EntityPath.js';

const schema = buildSchema(`
  type Query { search: [Found] }
  interface Named { name: String }
  union Found = Person | Employer
  type Person implements Named { name: String }
  type Employer { bin: ID }
`);

const TREE = {
  case: { region: { code: '71' }, none: null },
  grid: [[{ n: 1 }, null], null, [{ n: 2 }]],
  search: [{ __typename: 'Person', at: { n: 1 } }, { __typename: 'Employer', at: { n: 2 } }, { at: { n: 3 } }, { __typename: 'Nobody', at: { n: 4 } }],
};

const tenfold = (object: Record<string, unknown>) => ({ n: Number(object['n']) * 10 });

describe('the path of a Flatten node', () => {
  it.each([
    [[], [TREE]],
    [['case', 'region'], [{ code: '71' }]],
    [['case', 'none'], []],
    [['case', 'missing', 'deeper'], []],
    [['grid', '@', '@'], [{ n: 1 }, { n: 2 }]],
    [['grid', '@'], []],
    [['search', '@|[Employer]', 'at'], [{ n: 2 }, { n: 3 }]],
    [['search', '@|[Person,Employer]', 'at'], [{ n: 1 }, { n: 2 }, { n: 3 }]],
    [['search', '@|[Named]', 'at'], [{ n: 1 }, { n: 3 }]],
    [['search', '@', '... on Found', 'at'], [{ n: 1 }, { n: 2 }, { n: 3 }]],
    [['', 'case|[Case]', 'region'], [{ code: '71' }]],
    [['constructor'], []],
  ])('%j leads to its objects', (path, objects) => {
    const entityPath = new EntityPath(schema, path);
    const found: object[] = [];
    entityPath.replaceEach(TREE, (object) => {
      found.push(object);
      return object;
    });
    expect(found).toEqual(objects);
    const visited: object[] = [];
    entityPath.visit(TREE, (object) => visited.push(object));
    expect(visited).toEqual(objects);
  });

  it('says where each object stands, and what is around it', () => {
    const places: unknown[] = [];
    new EntityPath(schema, ['search', '@', 'at']).visit(TREE, (object, ancestors, path) => places.push([object['n'], path, ancestors.length]));
    expect(places).toEqual([1, 2, 3, 4].map((n, index) => [n, ['search', index, 'at'], 2]));
  });

  it('puts what it is given where an object stood, in fields and in lists', () => {
    const tree = { case: { at: { n: 1 } }, list: [[{ n: 2 }], null] };
    new EntityPath(schema, ['case', 'at']).replaceEach(tree, tenfold);
    new EntityPath(schema, ['list', '@', '@']).replaceEach(tree, tenfold);
    expect(tree).toEqual({ case: { at: { n: 10 } }, list: [[{ n: 20 }], null] });
  });

  it('names its location without lists and type conditions', () => {
    expect(new EntityPath(schema, ['', 'search|[Person]', '@', '... on Found', 'at']).location).toEqual(['search', 'at']);
  });

  it.each([
    [['a', 'b'], ['a', 'b']],
    [['a', '@', 'b'], ['a']],
    [['a|[T]', '@', 'b'], ['a']],
  ])('%j has %j before its first list', (path, common) => {
    expect(new EntityPath(schema, path).commonPath).toEqual(common);
  });
});
