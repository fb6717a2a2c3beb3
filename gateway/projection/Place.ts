// Where in the response a value stands, known when the writer is compiled, except for the numbers of list
// items. So nothing is kept while a good response is written but the index of each open list; a path is put
// together only when something is wrong.
//
//   application.documents[2].kind  =  field application ← field documents ← item (slot 0) ← field kind, slots [2]

export type Place = FieldPlace | ItemPlace;

export interface FieldPlace {
  readonly kind: 'field';
  /** Undefined at the root. */
  readonly parent: Place | undefined;
  readonly responseKey: string;
  readonly typeName: string;
  readonly fieldName: string;
}

export interface ItemPlace {
  readonly kind: 'item';
  readonly parent: Place;
  /** How many lists stand around this one: the position of its index among the open ones. */
  readonly slot: number;
}

/** Response keys and list indices from the root of `data`. */
export type ResponsePath = readonly (string | number)[];

export function pathOf(place: Place, indices: readonly number[]): ResponsePath {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    path.push(at.kind === 'field' ? at.responseKey : (indices[at.slot] ?? 0));
  }
  return path.toReversed();
}

/** The field whose value, or item of whose value, stands at the place. */
export function fieldOf(place: Place): FieldPlace {
  return place.kind === 'field' ? place : fieldOf(place.parent);
}
