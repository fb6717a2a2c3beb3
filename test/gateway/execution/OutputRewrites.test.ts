import { describe, expect, it } from 'vitest';
import { OutputRewrites } from '../../../gateway/execution/OutputRewrites.js';

type Rewrites = ConstructorParameters<typeof OutputRewrites>[0];

function rewritten(json: string, rewrites: Rewrites): string {
  const value: unknown = JSON.parse(json);
  new OutputRewrites(rewrites).apply(value);
  return JSON.stringify(value);
}

const RENAMES = [
  { kind: 'KeyRenamer' as const, path: ['a', '... on B', 'x__alias_0'], renameKeyTo: 'x' },
  { kind: 'KeyRenamer' as const, path: ['a', '... on B', 'x__alias_0', 'y__alias_0'], renameKeyTo: 'y' },
];

describe('an answer', () => {
  it('of a plan that rewrites nothing stays as it is', () => {
    expect(rewritten('{"a":[{"b":1}]}', [])).toBe('{"a":[{"b":1}]}');
  });

  it('gets data keys for what only the operation needed, falsy values too, and each type its own', () => {
    const json = '{"a":[{"x":{"z":1}},[{"x__alias_0":{"y__alias_0":0}}],{"x__alias_0":null}]}';
    expect(rewritten(json, RENAMES)).toBe('{"a":[{"x":{"z":1}},[{"x":{"y":0}}],{"x":null}]}');
  });

  it('keeps both of two fields that change names with each other', () => {
    const swap = [
      { kind: 'KeyRenamer' as const, path: ['a'], renameKeyTo: 'b' },
      { kind: 'KeyRenamer' as const, path: ['b'], renameKeyTo: 'a' },
    ];
    expect(JSON.parse(rewritten('{"a":1,"b":2}', swap))).toEqual({ a: 2, b: 1 });
  });

  it('gets the values that the plan sets, for objects of their type', () => {
    const setter = { kind: 'ValueSetter' as const, path: ['a', '... on A', 'b'], setValueTo: 9 };
    expect(rewritten('{"a":[{"__typename":"A","b":1},{"__typename":"B","b":1}]}', [setter])).toBe(
      '{"a":[{"__typename":"A","b":9},{"__typename":"B","b":1}]}',
    );
  });

  it('has no own property of a prototype renamed', () => {
    expect(rewritten('{"a":{}}', [{ kind: 'KeyRenamer', path: ['a', 'constructor'], renameKeyTo: 'x' }])).toBe('{"a":{}}');
  });
});

it('paths of an agency become data paths', () => {
  const rewrites = new OutputRewrites(RENAMES);
  expect(rewrites.toDataPath(['a', 3, 'x__alias_0', 0, 'y__alias_0'])).toEqual(['a', 3, 'x', 0, 'y']);
  expect(rewrites.toDataPath(['unknown', 1, 'x__alias_0'])).toEqual(['unknown', 1, 'x__alias_0']);
});
