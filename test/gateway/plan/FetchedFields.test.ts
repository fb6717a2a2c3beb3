import { Kind, parse, type FieldNode, type SelectionSetNode } from 'graphql';
import { expect, it } from 'vitest';
import { FetchedFields } from '../../../gateway/plan/FetchedFields.js';

const NONE: ReadonlySet<FieldNode> = new Set();

function selection(text: string): SelectionSetNode {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no operation: ${text}`);
  return definition.selectionSet;
}

function fetchedBy(operation: string): FetchedFields {
  const fetched = new FetchedFields();
  fetched.addRoot(selection(operation));
  return fetched;
}

const KEEPER = ['things', '@', 'keeper'];

it('what stands in the only selection of a place is complete, at any depth, and under its alias', () => {
  const fetched = fetchedBy('{ things { ... on Book { keeper { id size { height } n__1: name(length: 1) } } } }');
  expect(['id', 'size', 'size/height', 'n__1', 'name', 'size/width'].map((field) => fetched.isComplete(KEEPER, 'Keeper', field))).toEqual([true, true, true, true, false, false]);
});

it('what some selections of a place lack is not', () => {
  const fetched = fetchedBy('{ things { keeper { id } ... on Book { keeper { id name } } } }');
  expect(fetched.isComplete(KEEPER, 'Keeper', 'id')).toBe(true);
  expect(fetched.isComplete(KEEPER, 'Keeper', 'name')).toBe(false);
});

it('what stands under a type is complete for that type alone', () => {
  const fetched = fetchedBy('{ things { id ... on Book { title } } }');
  expect(fetched.isComplete(['things', '@'], 'Book', 'title')).toBe(true);
  expect(fetched.isComplete(['things', '@'], 'Thing', 'title')).toBe(false);
});

it('what stands under a condition is not complete, whether the field has it or what is around', () => {
  const fetched = fetchedBy('{ user { a @include(if: $x) ... on User @skip(if: $x) { b ... on User { c } } d @include(if: $x) d } }');
  expect(['a', 'b', 'c', 'd'].map((field) => fetched.isComplete(['user'], 'User', field))).toEqual([false, false, false, true]);
});

it('what was fetched for the entities is complete, unless that fetch lacks it', () => {
  const fetched = fetchedBy('{ things { keeper { id } ... on Book { keeper { id name } } } }');
  const sure = selection('{ ... on Keeper { badge { text } } }');
  const unsure = selection('{ ... on Keeper { seal } }');
  fetched.addEntities(KEEPER, sure, NONE);
  const fragment = unsure.selections[0];
  const fields = fragment?.kind === Kind.INLINE_FRAGMENT ? fragment.selectionSet.selections.filter((each) => each.kind === Kind.FIELD) : [];
  fetched.addEntities(KEEPER, unsure, new Set(fields));
  expect(['badge', 'badge/text', 'seal'].map((field) => fetched.isComplete(KEEPER, 'Keeper', field))).toEqual([true, true, false]);
});

it('of a place to which nothing has led, nothing is complete', () => {
  expect(fetchedBy('{ things { id } }').isComplete(['others'], 'Thing', 'id')).toBe(false);
});
