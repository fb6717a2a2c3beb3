// TypeScript for the named operations: result and variables of each as types, and its document
// ready to send. The generator's plugins are development dependencies, so they are loaded only when
// this function is called.
//
// Two plugins, not three: since its version 6 `typescript-operations` prints the enums and inputs
// that the operations use itself; beside `typescript` they would stand in the file twice.

import { parse, type DocumentNode } from 'graphql';

export interface OperationFile {
  /** Path from the package's root; it stands in the generator's messages. */
  readonly path: string;
  readonly document: DocumentNode;
}

const CONFIG = {
  // JSON carries both as text: an instant in ISO 8601 and a calendar date.
  scalars: { DateTime: 'string', Date: 'string' },
  strictScalars: true,
  skipTypename: true,
  immutableTypes: true,
  useTypeImports: true,
};

/** @throws Error when an operation is not valid against the schema; validate before for a good message. */
export async function generateOperationTypes(apiSdl: string, operations: readonly OperationFile[]): Promise<string> {
  const [{ codegen }, typescriptOperations, typedDocumentNode] = await Promise.all([
    import('@graphql-codegen/core'),
    import('@graphql-codegen/typescript-operations'),
    import('@graphql-codegen/typed-document-node'),
  ]);
  return await codegen({
    filename: 'operations.ts',
    schema: parse(apiSdl),
    documents: operations.map(({ path, document }) => ({ location: path, document })),
    config: CONFIG,
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescriptOperations, typedDocumentNode },
  });
}
