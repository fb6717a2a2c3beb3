// The variables of one operation by the specification's rules (GraphQL §6.1.2 CoerceVariableValues), with the
// messages of graphql-js. Types and defaults are looked up once per operation; a request then only has its values
// walked. What a client may leave to the API (a default, a list around one item) is done here, so that agencies
// are told the same whoever asks; enum values and scalars of the agencies' own stay as they came.
//
// Null for a variable that may be null, in a place that may not (`$n: Int = 1` for an `Int!`): the specification lets
// the field fail. Here the request fails, before an agency is asked: the agency would refuse the whole call, and be
// taken for unwell because of what one client sent.
//
// Not graphql-js's getVariableValues: that repeats in each message the whole object in which something is wrong,
// so that a megabyte of keys nobody knows would become twenty megabytes of answer.

import {
  coerceInputValue,
  getLocation,
  isInputType,
  isNonNullType,
  typeFromAST,
  TypeInfo,
  ValidationContext,
  valueFromAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SourceLocation,
  type VariableDefinitionNode,
} from 'graphql';
import { ClientError, type ClientErrorDetail } from '../errors/ClientError.js';
import { deepFreeze } from '../util/deepFreeze.js';
import { createRecord } from '../util/isRecord.js';
import { showValue } from './showValue.js';

type Values = Readonly<Record<string, unknown>>;

/** @throws {ClientError} */
export type CoerceVariables = (given: Values) => Values;

/** More problems help nobody. */
const MAX_PROBLEMS = 20;

const NO_VARIABLES: Values = Object.freeze(createRecord());

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  /** Undefined where there is none. Shared by requests, so that nobody may change it. */
  readonly defaultValue: unknown;
  /** The type of a place that takes no null, where the variable stands in one. */
  readonly strictType: string | undefined;
  readonly hideSuggestions: boolean;
  readonly locations: readonly SourceLocation[];
}

/**
 * @param document valid.
 * @param definition one of its operations.
 * @param hideSuggestions true: no message guesses which value of an enum was meant.
 */
export function compileVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  hideSuggestions = false,
): CoerceVariables {
  const { variableDefinitions = [] } = definition;
  if (variableDefinitions.length === 0) return () => NO_VARIABLES;
  const strictTypes = findStrictTypes(schema, document, definition);
  const variables = variableDefinitions.map((node) => readVariable(schema, node, { strictTypes, hideSuggestions }));
  return (given) => {
    const coerced = createRecord();
    const problems: ClientErrorDetail[] = [];
    for (const variable of variables) {
      const value = coerce(variable, given, problems);
      if (value !== undefined) coerced[variable.name] = value;
    }
    if (problems.length > 0) throw new ClientError('BAD_USER_INPUT', problems);
    return coerced;
  };
}

function findStrictTypes(schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode): ReadonlyMap<string, string> {
  const context = new ValidationContext(schema, document, new TypeInfo(schema), () => undefined);
  const strict = new Map<string, string>();
  for (const { node, type } of context.getRecursiveVariableUsages(definition)) if (isNonNullType(type)) strict.set(node.name.value, String(type));
  return strict;
}

function readVariable(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue, loc }: VariableDefinitionNode,
  { strictTypes, hideSuggestions }: { readonly strictTypes: ReadonlyMap<string, string>; readonly hideSuggestions: boolean },
): Variable {
  const type = typeFromAST(schema, typeNode);
  if (!isInputType(type)) throw new Error('the variables of a valid document have input types');
  return {
    name: variable.name.value,
    type,
    defaultValue: defaultValue && deepFreeze(valueFromAST(defaultValue, type)),
    strictType: strictTypes.get(variable.name.value),
    hideSuggestions,
    locations: loc === undefined ? [] : [getLocation(loc.source, loc.start)],
  };
}

/** Undefined where the variable has neither value nor default, and where it is wrong. */
function coerce({ name, type, defaultValue, strictType, hideSuggestions, locations }: Variable, given: Values, problems: ClientErrorDetail[]): unknown {
  const tell = (message: string): void => {
    problems.push({ message, locations });
    // Ends the walk: values may hold a hundred thousand more.
    if (problems.length === MAX_PROBLEMS) throw new ClientError('BAD_USER_INPUT', problems);
  };
  const raw = Object.hasOwn(given, name) ? given[name] : undefined;
  const value = raw === undefined ? defaultValue : raw;
  if (value === undefined && isNonNullType(type)) tell(`Variable "$${name}" of required type "${String(type)}" was not provided.`);
  if (value === null && isNonNullType(type)) tell(`Variable "$${name}" of non-null type "${String(type)}" must not be null.`);
  else if (value === null && strictType !== undefined) tell(`Variable "$${name}" must not be null where "${strictType}" is expected.`);
  // A default is of its type already.
  if (raw === undefined || raw === null) return value;
  const onError = (path: readonly (string | number)[], invalid: unknown, { message }: Error) => {
    const place = path.length === 0 ? '' : ` at "${name}${path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')}"`;
    tell(`Variable "$${name}" got invalid value ${showValue(invalid)}${place}; ${message}`);
  };
  return coerceInputValue(raw, type, onError, hideSuggestions);
}
