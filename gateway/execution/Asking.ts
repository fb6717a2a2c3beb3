// The objects at one place of the plan that a call asks about, and the number of each one's question. On the
// paths of a page the same few entities stand many times; so what was asked about is remembered by key, and an
// object that is alike is not written again.
//
// More than that: the first fetch at a place makes one object of those that are equal in everything. They are
// one entity, and every later fetch treats the place alike, so what holds for one holds for all; and all that
// is done per object from then on, merging above all, is done once.

import type { EntityPath } from './EntityPath.js';
import type { Questions } from './Questions.js';
import type { RepresentationWriter } from './RepresentationWriter.js';
import type { Run } from './Run.js';

/** Where objects stand that one call asks about, and what the agency is told of each. */
export interface EntitySource {
  readonly path: EntityPath;
  readonly representation: RepresentationWriter;
  /** Where the objects of the place stay the same (stableLocations.ts): under what to keep them for later fetches. */
  readonly rememberAs?: string;
  /** True for the first fetch at such a place: it makes one object of those that are equal. */
  readonly makesOne: boolean;
}

interface KnownObject {
  readonly object: Record<string, unknown>;
  readonly question: number;
  readonly propertyCount: number;
}

export class Asking {
  readonly source: EntitySource;
  readonly objects: Record<string, unknown>[] = [];
  /** In step with the objects. */
  readonly questions: number[] = [];
  readonly #all: Questions;
  /** By the value of the form's index field. */
  readonly #known = new Map<unknown, KnownObject>();

  /** @param all the questions of the call, of all its places. */
  constructor(source: EntitySource, all: Questions) {
    this.source = source;
    this.#all = all;
  }

  /** Asks about every object at the place. */
  askAll({ tree, objectsAt, repeated }: Run): void {
    const { path, rememberAs, makesOne } = this.source;
    const remembered = rememberAs === undefined ? undefined : objectsAt.get(rememberAs);
    if (remembered !== undefined) for (const object of remembered) this.ask(object);
    else if (rememberAs === undefined) path.replaceEach(tree, (object) => this.ask(object));
    else {
      const found = new Set<Record<string, unknown>>();
      path.replaceEach(tree, (object) => {
        const kept = this.ask(object);
        if (makesOne && found.has(kept)) repeated.add(kept);
        else found.add(kept);
        return kept;
      });
      objectsAt.set(rememberAs, [...found]);
    }
  }

  /** @returns the object that shall stand in its place. */
  ask(object: Record<string, unknown>): Record<string, unknown> {
    const { representation, makesOne } = this.source;
    const form = representation.formOf(object);
    if (form === undefined) return object;
    const key = form.index === undefined ? undefined : object[form.index];
    const known = key === undefined ? undefined : this.#known.get(key);
    if (known !== undefined) {
      if (known.object === object || (makesOne && isEqual(known, object))) return known.object;
      if (form.isAlike(known.object, object)) {
        this.#add(object, known.question);
        return object;
      }
    }
    const text = form.write(object);
    if (text === undefined) return object;
    const question = this.#all.numberOf(text, form.typeName);
    this.#add(object, question);
    if (key !== undefined) this.#known.set(key, { object, question, propertyCount: makesOne ? countProperties(object) : 0 });
    return object;
  }

  #add(object: Record<string, unknown>, question: number): void {
    this.objects.push(object);
    this.questions.push(question);
  }
}

function isEqual({ object: known, propertyCount }: KnownObject, object: Record<string, unknown>): boolean {
  let count = 0;
  for (const key in object) {
    if (object[key] !== known[key]) return false;
    count += 1;
  }
  return count === propertyCount;
}

function countProperties(object: Record<string, unknown>): number {
  let count = 0;
  for (const _key in object) count += 1;
  return count;
}
