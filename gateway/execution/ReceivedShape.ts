// What an agency was asked for, as a tree of response keys, and what is done with its answer before it is
// merged: everything it was not asked for is taken out, and the keys that only the agency's operation needs
// (two fields of one name and different types cannot stand side by side) become data keys. What an agency
// puts into an answer unasked can so never stand where another agency's word belongs.

import type { FetchDataRewrite } from '@apollo/query-planner';
import { Kind, parse, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { isRecord } from '../util/isRecord.js';
import type { DataPath } from './EntityPath.js';
import { setValues } from './setValues.js';

interface ShapeField {
  /** As the agency answers. */
  readonly key: string;
  dataKey: string;
  /** Undefined for a leaf, whose value may have any form. */
  readonly inner: ReceivedShape | undefined;
}

/** Where something in an answer cannot be used: data keys and indices, innermost last. */
export type Problem = (string | number)[];

export class ReceivedShape {
  /** In the order of the operation, which is the order of a good answer. */
  readonly #fields: ShapeField[] = [];
  readonly #byKey = new Map<string, ShapeField>();
  #valueSetters: readonly (FetchDataRewrite & { kind: 'ValueSetter' })[] = [];

  constructor(selectionSets: readonly SelectionSetNode[] = [], fragments: ReadonlyMap<string, FragmentDefinitionNode> = new Map()) {
    const below = new Map<string, SelectionSetNode[] | undefined>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
        else if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const fragment = fragments.get(selection.name.value);
          if (fragment !== undefined) collect(fragment.selectionSet);
        } else {
          const key = (selection.alias ?? selection.name).value;
          const sets = below.get(key);
          if (sets === undefined) below.set(key, selection.selectionSet && [selection.selectionSet]);
          else if (selection.selectionSet) sets.push(selection.selectionSet);
        }
      }
    };
    selectionSets.forEach(collect);
    for (const [key, sets] of below) {
      const field: ShapeField = { key, dataKey: key, inner: sets && new ReceivedShape(sets, fragments) };
      this.#fields.push(field);
      this.#byKey.set(key, field);
    }
  }

  /** The part under a field of the answer, for `_entities`. */
  under(key: string): ReceivedShape {
    return this.#byKey.get(key)?.inner ?? new ReceivedShape();
  }

  /** Takes in the plan's `outputRewrites`: their paths begin at this shape. */
  rewriteBy(rewrites: readonly FetchDataRewrite[]): this {
    for (const rewrite of rewrites) {
      if (rewrite.kind === 'ValueSetter') continue;
      // The agency's keys differ where types do, so that the conditions on the way decide nothing more.
      const keys = rewrite.path.filter((element) => !element.startsWith('... on '));
      const field = this.#fieldAt(keys);
      if (field !== undefined) field.dataKey = rewrite.renameKeyTo;
    }
    this.#valueSetters = rewrites.filter((rewrite) => rewrite.kind === 'ValueSetter');
    return this;
  }

  /** Makes an answer, or one entity of it, fit to be merged. Mutates `value`. */
  tidy(value: unknown, problems: Problem[]): void {
    if (this.#valueSetters.length > 0) setValues(this.#valueSetters, value);
    this.#tidy(value, problems);
  }

  /** A path within the answer in data keys. */
  toDataPath(path: DataPath): DataPath {
    const [step, ...rest] = path;
    if (step === undefined) return [];
    if (typeof step === 'number') return [step, ...this.toDataPath(rest)];
    const field = this.#byKey.get(step);
    return [field?.dataKey ?? step, ...(field?.inner === undefined ? rest : field.inner.toDataPath(rest))];
  }

  /** @param keys as the agency answers. */
  #fieldAt([key = '', ...rest]: readonly string[]): ShapeField | undefined {
    const field = this.#byKey.get(key);
    if (rest.length === 0 || field?.inner === undefined) return rest.length === 0 ? field : undefined;
    return field.inner.#fieldAt(rest);
  }

  #tidy(value: unknown, problems: Problem[]): void {
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        const before = problems.length;
        this.#tidy(value[index], problems);
        if (problems.length > before) locate(problems, before, index);
      }
    } else if (isRecord(value)) this.#tidyObject(value, problems);
  }

  #tidyObject(object: Record<string, unknown>, problems: Problem[]): void {
    let renamed: ShapeField[] | undefined;
    let position = 0;
    for (const key in object) {
      if (!Object.hasOwn(object, key)) continue;
      let field = this.#fields[position];
      if (field?.key === key) position += 1;
      else field = this.#byKey.get(key);
      if (field === undefined) {
        if (key === '__proto__') problems.push([]);
        Reflect.deleteProperty(object, key);
        continue;
      }
      if (field.inner !== undefined) {
        const before = problems.length;
        field.inner.#tidy(object[key], problems);
        if (problems.length > before) locate(problems, before, field.dataKey);
      }
      if (field.dataKey !== key) (renamed ??= []).push(field);
    }
    // Only now: the data key of one field can be the agency's key of another.
    for (const { key, dataKey } of renamed ?? []) {
      object[dataKey] = object[key];
      Reflect.deleteProperty(object, key);
    }
  }
}

/** @param text one operation for an agency. */
export function compileShape(text: string): ReceivedShape {
  const { definitions } = parse(text, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  const selectionSets: SelectionSetNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) selectionSets.push(definition.selectionSet);
  }
  return new ReceivedShape(selectionSets, fragments);
}

/** The problems found below a step learn that they lie behind it. */
export function locate(problems: readonly Problem[], first: number, step: string | number): void {
  for (let index = first; index < problems.length; index += 1) problems[index]?.unshift(step);
}
