import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { OperationReader } from '../../../gateway/operation/readOperation.js';
import { ClientError } from '../../../gateway/errors/ClientError.js';
import { DEFAULT_LIMITS, testOperationReader, testReader } from '../../kit/gateway/operationReader.js';

const apiSchema = buildSchema(`
  interface AgencyAnswer { status: String! }
  type Clearance implements AgencyAnswer { status: String! outcome: String }
  type Query { a(n: Int, id: ID): String clearance: Clearance! }
  type Mutation { m: String }
`);

const read = testReader(apiSchema);

function refusalOf(query: string, rest: { operationName?: string; variables?: Record<string, unknown> } = {}, reader = read): readonly [string, string] {
  try {
    reader({ query, ...rest });
  } catch (error) {
    if (error instanceof ClientError) return [error.code, error.message];
    throw error;
  }
  throw new Error('the operation was accepted');
}

describe('chooses the operation', () => {
  it.each([
    ['{ a }', undefined, 'query', null],
    ['query Q { a }', undefined, 'query', 'Q'],
    ['query Q { a } mutation M { m }', 'M', 'mutation', 'M'],
    ['query Q { a }', 'Q', 'query', 'Q'],
  ])('%s by the name %s', (query, operationName, kind, name) => {
    expect(read({ query, ...(operationName !== undefined && { operationName }) })).toMatchObject({ kind, name });
  });

  it.each([
    ['query A { a } query B { a }', {}, 'The document has several operations: name one in operationName.'],
    ['query A { a }', { operationName: 'B' }, 'The document has no operation named "B".'],
    ['query A { a }', { operationName: '' }, 'The document has no operation named "".'],
  ])('and refuses %s with %j', (query, rest, message) => {
    expect(refusalOf(query, rest)).toEqual(['OPERATION_RESOLUTION_FAILURE', message]);
  });
});

describe('refuses', () => {
  it.each([
    ['{ a', 'GRAPHQL_PARSE_FAILED'],
    ['', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { a }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ clearance { outcome } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%j with %s', (query, code) => {
    expect(refusalOf(query)[0]).toBe(code);
  });

  it('an operation that grows too large when its fragments are opened, also where a missing status only warns', () => {
    const fragment = `fragment F on Query { ${Array.from({ length: 2_501 }, (_, index) => `a${index}: a`).join(' ')} }`;
    const lenient = testReader(apiSchema, { answerStatusRule: 'warn' });
    expect(refusalOf(`{ ...F ... { ...F } } ${fragment}`)[0]).toBe('OPERATION_TOO_COMPLEX');
    expect(() => lenient({ query: `{ ...F ... { ...F } } ${fragment}` })).toThrow(ClientError);
  });

  it('a mutation that the schema has no root for', () => {
    const readOnly = testReader(buildSchema('type Query { a: String }'));
    expect(() => readOnly({ query: 'mutation { anything }' })).toThrow('This API has no mutations.');
  });

  it.each([{ n: 'one' }, { n: 1.5 }, { n: {} }])('variables that do not fit: %j', (variables) => {
    expect(refusalOf('query ($n: Int!) { a(n: $n) }', { variables })[0]).toBe('BAD_USER_INPUT');
  });

  it('a variable that is required and missing', () => {
    expect(refusalOf('query ($n: Int!) { a(n: $n) }')[1]).toBe('Variable "$n" of required type "Int!" was not provided.');
  });

  it.each([
    [7, 'read'],
    [8, 'read'],
    [9, 'Syntax Error: Document contains more that 8 tokens. Parsing aborted.'],
  ])('a document of %i tokens, where 8 are allowed: %s', (tokens, outcome) => {
    const small = testReader(apiSchema, { limits: { ...DEFAULT_LIMITS, maxTokens: 8 } });
    const query = `{ ${'a '.repeat(tokens - 2)}}`;
    if (outcome === 'read') expect(small({ query }).kind).toBe('query');
    else expect(refusalOf(query, {}, small)).toEqual(['GRAPHQL_PARSE_FAILED', outcome]);
  });

  it('every operation of a document for what one of them is too large for, at its place', () => {
    const flat = testReader(apiSchema, { limits: { ...DEFAULT_LIMITS, maxDepth: 1, maxAliases: 0 } });
    const read = () => flat({ query: 'query A { a }\nquery B { x: clearance { status } }', operationName: 'A' });
    expect(read).toThrow(
      expect.objectContaining({
        code: 'OPERATION_TOO_COMPLEX',
        details: [
          { message: 'The operation is nested 2 deep, counted with fragments opened; at most 1 are allowed.', locations: [{ line: 2, column: 1 }] },
          { message: 'The operation has 1 aliases, counted with fragments opened; at most 0 are allowed.', locations: [{ line: 2, column: 1 }] },
        ],
      }),
    );
  });
});

it('warns instead of refusing where the operator says so', () => {
  const lenient = testReader(apiSchema, { answerStatusRule: 'warn' });
  const { warnings } = lenient({ query: '{ clearance { outcome } }' });
  expect(warnings).toEqual([{ rule: 'AnswerStatusRequired', message: expect.stringContaining('clearance { status outcome }') }]);
  expect(lenient({ query: '{ clearance { status } }' }).warnings).toEqual([]);
});

it('hands on coerced variables, of each operation of a document its own', () => {
  const query = 'query A($n: Int = 7, $id: ID) { a(n: $n, id: $id) } query B($id: ID) { a(id: $id) } query C { a }';
  const variablesOf = (operationName: string) => ({ ...read({ query, operationName, variables: { id: 12, other: 1 } }).variables });
  expect([variablesOf('A'), variablesOf('B'), variablesOf('C'), variablesOf('A')]).toEqual([{ n: 7, id: '12' }, { id: '12' }, {}, { n: 7, id: '12' }]);
});

it('parses and validates a text once, and keeps variables of requests apart', () => {
  const query = 'query Q($n: Int) { a(n: $n) }';
  const first = read({ query, variables: { n: 1 } });
  const second = read({ query, variables: { n: 2 } });
  expect(second.document).toBe(first.document);
  expect([first.variables, second.variables]).toEqual([{ n: 1 }, { n: 2 }]);
});

function spaciousReader(): OperationReader {
  return testOperationReader(apiSchema, { limits: { ...DEFAULT_LIMITS, maxAliases: 1_000, maxRootFields: 1_000, maxFields: 5_000, maxCost: 1_000_000 } });
}

describe('a large document', () => {
  const query = `{ ${Array.from({ length: 400 }, (_, index) => `c${index}: clearance { status }`).join(' ')} }`;

  it('is read in turns, and to the same end', async () => {
    const { read: readInTurns, readAtOnce } = spaciousReader();
    const reading = readInTurns({ query });
    expect(reading).toBeInstanceOf(Promise);
    expect(await reading).toEqual(readAtOnce({ query }));
  });

  it('is one document for all who ask for it meanwhile', async () => {
    const { read: readInTurns, readAtOnce } = spaciousReader();
    const reading = [readInTurns({ query }), readInTurns({ query })].map(async (each) => each);
    const between = readAtOnce({ query }).document;
    expect((await Promise.all(reading)).map(({ document }) => document === between)).toEqual([true, true]);
  });

  it.each([1, 19, 20, 21])('with %i unknown fields and an unused variable is refused with what one walk would find', async (unknown) => {
    const text = `query ($unused: Int) { ${query.slice(1, -1)} ${Array.from({ length: unknown }, (_, index) => `no_${index}`).join(' ')} }`;
    const told = await Promise.resolve(spaciousReader().read({ query: text })).catch((error: unknown) => (error instanceof ClientError ? error.details.map(({ message }) => message) : error));
    const found = validate(apiSchema, parse(text), specifiedRules, { maxErrors: 20 }).map(({ message }) => message);
    expect((told as string[]).toSorted()).toEqual(found.toSorted());
  });
});
