// What execution hands to projection: the agencies' data merged into one tree, and what went wrong on
// the way. Both speak of fields by their data keys (gateway/plan/DataKeys.ts), never by the client's names.

import type { TextKind } from '../util/TextKind.js';

export interface ExecutedData {
  /** By data keys; null only where nothing could be executed and an error says why. */
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly DataError[];
  /** Of the strings in the data. Default: any. */
  readonly textKind?: TextKind;
  /** Objects that stand at several places each, and so are worth writing once. Default: none are known. */
  readonly repeated?: ReadonlySet<object>;
}

export interface DataError {
  readonly message: string;
  /** Data keys and list indices from the root; absent where the error concerns no field. */
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Fields that are null for the same reason, where nothing else says so. Default: none. */
  readonly alongside?: Alongside;
  /**
   * Data keys, from the object at the path on, without the indices of lists: of fields that could not be asked for because of the
   * error. It stands at those of them that are not there, and not at the path itself. Default: it stands at the path.
   */
  readonly missing?: readonly (readonly (string | number)[])[];
}

/** Fields of one object on the way of a path. */
export interface Alongside {
  /** Where in the path the key stands whose siblings they are. */
  readonly depth: number;
  readonly keys: readonly string[];
}
