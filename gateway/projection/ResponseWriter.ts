// The last stage's port: merged data in, the text of the client's `data` out, with the errors that stand
// beside it. A writer is made once per operation and serves every request of it.

import type { GraphQLFormattedError } from 'graphql';
import type { ExecutedData } from '../execution/Execution.js';
import { ownValue } from '../util/isRecord.js';
import type { JsonText } from './JsonText.js';

export interface ResponseWriter {
  /**
   * @param variables coerced values of the operation's variables, defaults filled in.
   * Never throws over what an agency sent, and leaves `executed` as it is.
   */
  write(executed: ExecutedData, variables: VariableValues): WrittenData;
}

export type VariableValues = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;

export interface WrittenData {
  readonly data: JsonText;
  /** Paths in the client's names. First what execution reported, then what did not fit the schema. */
  readonly errors: readonly GraphQLFormattedError[];
}

/** The value of one variable; undefined where it has none. */
export function variableValue(variables: VariableValues, name: string): unknown {
  return isMap(variables) ? variables.get(name) : ownValue(variables, name);
}

function isMap(variables: VariableValues): variables is ReadonlyMap<string, unknown> {
  return variables instanceof Map;
}
