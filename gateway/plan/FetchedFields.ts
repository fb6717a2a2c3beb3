// What the fetches of a plan bring to each place of the data, so far, and whether they bring it to all objects
// there. Of two objects at one place, one can have come through a fragment that the other has not:
//
//   things { ... on Book { keeper { id name } } ... on Tool { keeper { id } } }
//   things/keeper: all have an id, some have a name
//
// Errs on one side: what it calls complete is.

import type { ResponsePath } from '@apollo/query-planner';
import { Kind, type FieldNode, type SelectionSetNode } from 'graphql';

/** Fields that one selection brings, each with the conditions under which it does. */
type Occurrence = Map<string, Set<string>>;

interface Place {
  /** Selections of the objects themselves; they make them. */
  readonly made: Occurrence[];
  /** Fetches of entities, which add to objects that are there. */
  readonly added: Occurrence[];
}

/** Instead of a type's name. */
const ALWAYS = '';
const SOMETIMES = '@';

const NONE: ReadonlySet<FieldNode> = new Set();

export class FetchedFields {
  /** By the names of the fields that lead there, joined by slashes. */
  readonly #places = new Map<string, Place>();

  /** @param selectionSet at the root. */
  addRoot(selectionSet: SelectionSetNode): void {
    this.#walk(selectionSet, ALWAYS, '', new Map(), NONE);
  }

  /** @param unsure fields that the fetch may not bring to all entities. */
  addEntities(at: ResponsePath, selectionSet: SelectionSetNode, unsure: ReadonlySet<FieldNode>): void {
    const occurrence: Occurrence = new Map();
    this.#placeAt(nameOf(at)).added.push(occurrence);
    this.#walk(selectionSet, ALWAYS, nameOf(at), occurrence, unsure);
  }

  /** True where all entities of the type that stand there have the field. @param field those around it first, joined by slashes. */
  isComplete(at: ResponsePath, typeName: string, field: string): boolean {
    const steps = [nameOf(at), ...field.split('/')].filter((step) => step !== '');
    const key = steps.pop() ?? '';
    const place = this.#places.get(steps.join('/'));
    if (place === undefined) return false;
    // Below the entity a type condition is the requirement's own.
    const isWithin = field.includes('/');
    const has = (occurrence: Occurrence) => [...(occurrence.get(key) ?? [])].some((when) => when === ALWAYS || when === typeName || (isWithin && when !== SOMETIMES));
    return (place.made.length > 0 && place.made.every(has)) || place.added.some(has);
  }

  #placeAt(name: string): Place {
    let place = this.#places.get(name);
    if (place === undefined) this.#places.set(name, (place = { made: [], added: [] }));
    return place;
  }

  #walk({ selections }: SelectionSetNode, when: string, at: string, occurrence: Occurrence, unsure: ReadonlySet<FieldNode>): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      const holds = when === SOMETIMES || selection.directives?.length !== 0 ? SOMETIMES : when;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = holds === SOMETIMES ? holds : (selection.typeCondition?.name.value ?? holds);
        this.#walk(selection.selectionSet, condition, at, occurrence, unsure);
        continue;
      }
      const key = (selection.alias ?? selection.name).value;
      if (!unsure.has(selection)) occurrence.set(key, (occurrence.get(key) ?? new Set()).add(holds));
      if (selection.selectionSet === undefined) continue;
      const inner: Occurrence = new Map();
      const below = at === '' ? key : `${at}/${key}`;
      this.#placeAt(below).made.push(inner);
      this.#walk(selection.selectionSet, ALWAYS, below, inner, NONE);
    }
  }
}

/** Without the marks for lists and for types. */
function nameOf(path: ResponsePath): string {
  return path.map((step) => String(step).split('|', 1)[0]).filter((step) => step !== '@').join('/');
}
