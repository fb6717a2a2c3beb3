// One operation over given data, written and read back.

import { isAscii } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import {
  buildSchema,
  Kind,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { DataError } from '../../../gateway/execution/Execution.js';
import { DataKeys } from '../../../gateway/plan/DataKeys.js';
import { compileResponseWriter } from '../../../gateway/projection/compileResponseWriter.js';
import { isWithinDepth } from '../../../gateway/util/isWithinDepth.js';
import { textKindOf } from '../../../gateway/util/TextKind.js';
import type { AgenciesOf } from '../../../gateway/projection/Writing.js';

export interface Written {
  readonly text: string;
  readonly errors: readonly GraphQLFormattedError[];
}

export interface Sample {
  readonly data: unknown;
  readonly errors?: readonly DataError[];
  readonly variables?: Readonly<Record<string, unknown>>;
}

export type Write = (sample: Sample) => Written;

export function prepareWriter(schema: GraphQLSchema, text: string, agenciesOf?: AgenciesOf, dataKeys = new DataKeys()): Write {
  const document = parse(text);
  // An operation may declare what it does not use: samples share their variables.
  const rules = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);
  const problems = validate(schema, document, rules);
  if (problems.length > 0) throw new Error(`${text}\n${problems.join('\n')}`);
  const definition = document.definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  if (definition === undefined) throw new Error(`no operation: ${text}`);
  const writer = compileResponseWriter({ apiSchema: schema, document, definition, dataKeys, ...(agenciesOf && { agenciesOf }) });
  return ({ data, errors = [], variables = {} }) => {
    const executed = { data: data as Record<string, unknown> | null, errors };
    const written = writer.write(executed, variables);
    // What execution knows of the data may save work, and must never change what is written.
    const json = isWithinDepth(data, 100) ? JSON.stringify(data ?? null) : '\\';
    const hinted = writer.write({ ...executed, textKind: textKindOf(json, isAscii(Buffer.from(json))), repeated: objectsIn(data) }, variables);
    const isTrue = !hinted.data.isAscii || isAscii(Buffer.from(hinted.data.text));
    if (!isTrue || hinted.data.text !== written.data.text || !isDeepStrictEqual(hinted.errors, written.errors)) {
      throw new Error(`with hints: ${JSON.stringify(hinted)}\nwithout:    ${JSON.stringify(written)}`);
    }
    return { text: written.data.text, errors: written.errors };
  };
}

function objectsIn(value: unknown, found = new Set<object>(), depth = 100): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value) || depth === 0) return found;
  found.add(value);
  for (const inner of Object.values(value)) objectsIn(inner, found, depth - 1);
  return found;
}

/** @param sdl an API schema, or the fields of `Query` alone. */
export function write(sdl: string, operation: string, sample: Sample): Written {
  return prepareWriter(buildSchema(sdl.includes('type ') ? sdl : `type Query { ${sdl} }`), operation)(sample);
}

/** The error at a value that does not fit. */
export function badAt(...path: (string | number)[]): GraphQLFormattedError {
  return {
    message: 'The agency answered with something that cannot be used.',
    path,
    extensions: { code: 'SUBGRAPH_BAD_RESPONSE' },
  };
}
