import { describe, expect, it } from 'vitest';
import { compileShape, type Problem } from '../../../gateway/execution/ReceivedShape.js';

function tidied(operation: string, json: string, rewrites: Parameters<ReturnType<typeof compileShape>['rewriteBy']>[0] = []): [string, Problem[]] {
  const value: unknown = JSON.parse(json);
  const problems: Problem[] = [];
  compileShape(operation).rewriteBy(rewrites).tidy(value, problems);
  return [JSON.stringify(value), problems];
}

describe('an answer', () => {
  it('that holds what was asked for goes on as it is', () => {
    const json = '{"a":[{"b":1,"t":"A"},null,[{"b":2}]],"c":{"any":{"thing":[1]}}}';
    expect(tidied('{ a { b t: __typename ...F } c } fragment F on A { b }', json)).toEqual([json, []]);
  });

  it('loses what nobody asked for, at any depth', () => {
    expect(tidied('{ a { b } }', '{"x":1,"a":[{"y":{"z":1},"b":2}],"clearance":{"status":"ANSWERED"}}')).toEqual(['{"a":[{"b":2}]}', []]);
  });

  it('is reported where it tries to reach a prototype', () => {
    const [json, problems] = tidied('{ a { b } }', '{"a":[{"b":1},{"__proto__":{"status":"CLEARED"},"b":2}]}');
    expect([json, problems]).toEqual(['{"a":[{"b":1},{"b":2}]}', [['a', 1]]]);
    expect(({} as { status?: string }).status).toBeUndefined();
  });

  it('with keys that only the operation needed gets data keys, falsy values too, and each type its own', () => {
    const rewrites = [
      { kind: 'KeyRenamer' as const, path: ['a', '... on B', 'x__alias_0'], renameKeyTo: 'x' },
      { kind: 'KeyRenamer' as const, path: ['a', '... on B', 'x__alias_0', 'y__alias_0'], renameKeyTo: 'y' },
    ];
    expect(
      tidied(
        '{ a { ... on A { x { z } } ... on B { x__alias_0: x { y__alias_0: y } } } }',
        '{"a":[{"x":{"z":1}},{"x__alias_0":{"y__alias_0":0}},{"x__alias_0":null}]}',
        rewrites,
      ),
    ).toEqual(['{"a":[{"x":{"z":1}},{"x":{"y":0}},{"x":null}]}', []]);
  });

  it('gets the values that the plan sets, for objects of their type', () => {
    const setter = { kind: 'ValueSetter' as const, path: ['a', '... on A', 'b'], setValueTo: 9 };
    expect(tidied('{ a { __typename b } }', '{"a":[{"__typename":"A","b":1},{"__typename":"B","b":1}]}', [setter])[0]).toBe(
      '{"a":[{"__typename":"A","b":9},{"__typename":"B","b":1}]}',
    );
  });
});

it('paths of an agency become data paths', () => {
  const shape = compileShape('{ a { x__alias_0: x { y } } }').rewriteBy([{ kind: 'KeyRenamer', path: ['a', 'x__alias_0'], renameKeyTo: 'x' }]);
  expect(shape.toDataPath(['a', 3, 'x__alias_0', 0, 'y'])).toEqual(['a', 3, 'x', 0, 'y']);
  expect(shape.toDataPath(['unknown', 1, 'x__alias_0'])).toEqual(['unknown', 1, 'x__alias_0']);
});
