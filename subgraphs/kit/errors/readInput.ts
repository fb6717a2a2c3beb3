// Input from outside, checked against its schema.

import type { Static, TSchema } from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';
import { Errors } from 'typebox/value';
import { badInput } from './badInput.js';

/**
 * The input, when it fits.
 * @param name what it is, for the message: `fault/errorRate: must be <= 1`; of a field's argument, its name
 * @throws GraphQLError BAD_USER_INPUT that names the place and what was expected.
 */
export function readInput<Schema extends TSchema>(name: string, schema: Schema, input: unknown): Static<Schema> {
  const problems = Errors(schema, input);
  // A field that the schema does not know is reported twice; "boolean" is the report without words.
  const problem = problems.find(({ keyword }) => keyword !== 'boolean') ?? problems[0];
  if (problem === undefined) return input as Static<Schema>;
  // Without the place in a list, which the schema does not name.
  throw badInput(`${name}${problem.instancePath}: ${wordsOf(problem)}`, `${name}${problem.instancePath}`.replaceAll(/\/\d+/g, ''));
}

function wordsOf(problem: TLocalizedValidationError): string {
  return problem.keyword === 'additionalProperties'
    ? `does not know ${problem.params.additionalProperties.join(', ')}`
    : problem.message;
}
