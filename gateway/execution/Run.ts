// One execution of a plan: what its steps share. The tree grows as agencies answer; nothing else changes.

import type { Exchange } from '../Exchange.js';
import type { TextKind } from '../util/TextKind.js';
import type { AnswerMemory } from './AnswerMemory.js';
import type { DataError } from './Execution.js';

export interface Run {
  /** The merged data, by data keys. */
  readonly tree: Record<string, unknown>;
  readonly errors: DataError[];
  /** Of the strings that came so far. */
  textKind: TextKind;
  /** The client's, with defaults filled in. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly exchange: Exchange;
  readonly memory: AnswerMemory;
  /** Objects that were put at several places, each the same entity. */
  readonly repeated: Set<object>;
  /** Calls that several steps of one wave share, by what describes them, once the first has started it. */
  readonly started: Map<object, Promise<void>>;
  /** The objects at places where they stay the same, each once, by the path: found by the first fetch there. */
  readonly objectsAt: Map<string, readonly Record<string, unknown>[]>;
}

/** A compiled node of the plan. Starts at once what it can start. Never rejects over an agency's doing. */
export type Step = (run: Run) => Promise<void>;
