import { parse, print } from 'graphql';
import { expect, it } from 'vitest';
import { kindOfProblem } from './shrink/shrinkCase.js';
import { smallerOperations } from './shrink/smallerOperations.js';
import { smallerWorlds } from './shrink/smallerWorlds.js';
import { generateWorld } from './world/generateWorld.js';

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

it('an operation is made smaller in each of its parts, and tidied', () => {
  const operation = parse('query ($n: Int, $yes: Boolean!) { x: a(n: $n) ... on Query @include(if: $yes) { ...F } } fragment F on Query { b }');
  expect(smallerOperations(operation).map((document) => oneLine(print(document)))).toEqual([
    'query ($yes: Boolean!) { ... on Query @include(if: $yes) { ...F } } fragment F on Query { b }',
    'query ($n: Int) { x: a(n: $n) }',
    'query ($n: Int) { x: a(n: $n) ...F } fragment F on Query { b }',
    'query ($n: Int, $yes: Boolean!) { a(n: $n) ... on Query @include(if: $yes) { ...F } } fragment F on Query { b }',
    'query ($yes: Boolean!) { x: a ... on Query @include(if: $yes) { ...F } } fragment F on Query { b }',
    'query ($n: Int) { x: a(n: $n) ... on Query { ...F } } fragment F on Query { b }',
    'query ($n: Int, $yes: Boolean!) { x: a(n: $n) ... on Query @include(if: $yes) { ... on Query { b } } }',
  ]);
});

it('every smaller world is smaller, and the world itself stays as it is', () => {
  const world = generateWorld('a world');
  const before = JSON.stringify(world);
  const smaller = smallerWorlds(world);
  expect(smaller.length).toBeGreaterThan(20);
  for (const each of smaller) expect(JSON.stringify(each).length).toBeLessThan(before.length);
  expect(JSON.stringify(world)).toBe(before);
});

it.each([
  ['null without an error at f1.0.f2', 'null without an error at f3', true],
  ['data differs\n  expected {"a":1}', 'data differs\n  expected {"b":2}', true],
  ['7 at f1 instead of 8', '9 at f2.0 instead of null', true],
  ['null without an error at f1', 'HTTP 400: {"errors":[]}', false],
  ['null at f1, where nothing fails', 'an error where nothing fails: {"path":["f1"]}', false],
])('of "%s" and "%s" it is %s that they are of one kind', (one, other, isSame) => {
  expect(kindOfProblem(one) === kindOfProblem(other)).toBe(isSame);
});
