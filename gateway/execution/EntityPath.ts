// The way from the root of the merged data to the objects that a fetch adds to, compiled from the path of a
// Flatten node:
//
//   application.clearance                field by field
//   applications.nodes.@.region          @ stands for every item of a list
//   search.@|[Person,Employer].region    only items of these types (also a whole element: "... on Person")

import type { GraphQLSchema } from 'graphql';
import { isRecord, ownValue } from '../util/isRecord.js';
import { typeFits } from './typeFits.js';

/** Data keys and indices from the root of the merged data. */
export type DataPath = readonly (string | number)[];

type Segment =
  /** isInherited: a key such as `constructor`, which an object seems to have without having it. */
  | { readonly kind: 'field'; readonly key: string; readonly isInherited: boolean }
  | { readonly kind: 'items' }
  | { readonly kind: 'types'; readonly names: readonly string[] };

/**
 * Sees one object of a path.
 * @returns the object that shall stand there from now on: the same, or another that is equal to it.
 */
export type Replace = (object: Record<string, unknown>) => Record<string, unknown>;

/** @param ancestors the objects whose fields were followed, outermost first; reused, so to be read at once. */
type Visit = (object: Record<string, unknown>, ancestors: readonly Record<string, unknown>[], path: DataPath) => void;

export class EntityPath {
  /** The fields before the first list: where a fault that concerns all objects is located. */
  readonly commonPath: DataPath;
  readonly #schema: GraphQLSchema;
  readonly #segments: readonly Segment[];

  /** @param path of a Flatten node as @apollo/query-planner writes it; empty for the root. */
  constructor(schema: GraphQLSchema, path: readonly (string | number)[]) {
    this.#schema = schema;
    this.#segments = path.flatMap((element) => parseElement(String(element)));
    const firstList = this.#segments.findIndex(({ kind }) => kind === 'items');
    this.commonPath = this.#segments.slice(0, firstList === -1 ? undefined : firstList).flatMap((segment) => (segment.kind === 'field' ? segment.key : []));
  }

  /** The fields on the way. Two fetches with the same see the same objects, but for type conditions. */
  get location(): readonly string[] {
    return this.#segments.flatMap((segment) => (segment.kind === 'field' ? segment.key : []));
  }

  /** The objects there are now, as often as they stand there; nulls and what is of another form have none. */
  replaceEach(tree: Record<string, unknown>, replace: Replace): void {
    this.#replace(tree, 0, replace);
  }

  /** Like `replaceEach`, but changes nothing and tells more of each object, for what is seldom needed. */
  visit(tree: Record<string, unknown>, visit: Visit): void {
    this.#visit(tree, 0, visit, [], []);
  }

  /** @returns what shall stand in the place of `value`. */
  #replace(value: unknown, index: number, replace: Replace): unknown {
    const segment = this.#segments[index];
    if (segment?.kind === 'items') {
      if (!Array.isArray(value)) return value;
      for (let position = 0; position < value.length; position += 1) {
        const item: unknown = value[position];
        const replaced = this.#replace(item, index + 1, replace);
        if (replaced !== item) value[position] = replaced;
      }
      return value;
    }
    if (!isRecord(value)) return value;
    if (segment === undefined) return replace(value);
    if (segment.kind === 'types') return this.#isOneOf(value, segment.names) ? this.#replace(value, index + 1, replace) : value;
    const inner = segment.isInherited ? ownValue(value, segment.key) : value[segment.key];
    if (inner === undefined) return value;
    const replaced = this.#replace(inner, index + 1, replace);
    if (replaced !== inner) value[segment.key] = replaced;
    return value;
  }

  #visit(value: unknown, index: number, visit: Visit, ancestors: Record<string, unknown>[], path: (string | number)[]): void {
    const segment = this.#segments[index];
    if (segment?.kind === 'items') {
      if (!Array.isArray(value)) return;
      value.forEach((item, position) => {
        path.push(position);
        this.#visit(item, index + 1, visit, ancestors, path);
        path.pop();
      });
      return;
    }
    if (!isRecord(value)) return;
    if (segment === undefined) visit(value, ancestors, [...path]);
    else if (segment.kind === 'types') {
      if (this.#isOneOf(value, segment.names)) this.#visit(value, index + 1, visit, ancestors, path);
    } else if (Object.hasOwn(value, segment.key)) {
      path.push(segment.key);
      ancestors.push(value);
      this.#visit(value[segment.key], index + 1, visit, ancestors, path);
      ancestors.pop();
      path.pop();
    }
  }

  /** An object that does not say its type is not left out: whoever needs the type will look again. */
  #isOneOf(object: Record<string, unknown>, names: readonly string[]): boolean {
    const typename = Object.hasOwn(object, '__typename') ? object['__typename'] : undefined;
    return typeof typename !== 'string' || names.some((name) => typeFits(this.#schema, typename, name));
  }
}

const FRAGMENT = '... on ';

function parseElement(element: string): Segment[] {
  if (element.startsWith(FRAGMENT)) return [{ kind: 'types', names: [element.slice(FRAGMENT.length)] }];
  const [, step = '', names] = /^([^|]*)(?:\|\[([^\]]*)\])?$/.exec(element) ?? [element, element];
  const segments: Segment[] = [];
  // The planner begins a path that can have type conditions with an empty element, for the root.
  if (step === '@') segments.push({ kind: 'items' });
  else if (step !== '') segments.push({ kind: 'field', key: step, isInherited: step in Object.prototype });
  if (names !== undefined) segments.push({ kind: 'types', names: names.split(',') });
  return segments;
}
