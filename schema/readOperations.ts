// The named operations of schema/operations, checked against the public schema: one named operation
// in each file, the file named after it.

import { buildSchema, GraphQLError, Kind, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { SchemaProblem } from './check/SchemaProblem.js';
import type { OperationFile } from './generateOperationTypes.js';

export type OperationsResult =
  | { readonly kind: 'read'; readonly operations: readonly OperationFile[] }
  | { readonly kind: 'rejected'; readonly problems: readonly SchemaProblem[] };

/** @param texts path of each operation file → its text */
export function readOperations(apiSdl: string, texts: ReadonlyMap<string, string>): OperationsResult {
  const schema = buildSchema(apiSdl);
  const operations: OperationFile[] = [];
  const problems: SchemaProblem[] = [];
  for (const [path, text] of texts) {
    try {
      const document = parse(text);
      problems.push(...checkNames(path, document), ...checkValidity(path, schema, document));
      operations.push({ path, document });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      problems.push(invalid(path, error));
    }
  }
  return problems.length > 0 ? { kind: 'rejected', problems } : { kind: 'read', operations };
}

function checkNames(path: string, document: DocumentNode): SchemaProblem[] {
  const names = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? '(no name)'] : [],
  );
  const expected = path.slice(path.lastIndexOf('/') + 1).replace(/\.graphql$/, '');
  if (names.length === 1 && names[0] === expected) return [];
  const message = `the file holds ${names.length === 0 ? 'no operation' : names.join(', ')}.`;
  return [{ rule: 'operationFile', agency: null, place: path, line: null, message, mend: `Let it hold one operation, named ${expected}.` }];
}

function checkValidity(path: string, schema: GraphQLSchema, document: DocumentNode): SchemaProblem[] {
  return validate(schema, document).map((error) => invalid(path, error));
}

function invalid(path: string, error: GraphQLError): SchemaProblem {
  return {
    rule: 'operationFile',
    agency: null,
    place: path,
    line: error.locations?.[0]?.line ?? null,
    message: error.message,
    mend: 'Correct the operation, or keep the field it uses in the schema until clients have moved.',
  };
}
