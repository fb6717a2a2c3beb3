// Where the caller may not see all that was asked, Apollo executes what remains, and the response is written to what was
// asked: nulls and denied answers in their places, in the client's order, nulls travelling up as GraphQL says.

import type { DocumentNode } from 'graphql';
import type { Operation } from '../../operation/Operation.js';
import type { FieldKeys } from '../../plan/DataKeys.js';
import { compileResponseWriter } from '../../projection/compileResponseWriter.js';
import type { ResponseWriter } from '../../projection/ResponseWriter.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { EngineResult } from '../Engine.js';
import type { TreeResult } from './privateAliases.js';

/** The tree is named as the client names it. */
const RESPONSE_KEYS: FieldKeys = { keyOf: ({ alias, name }) => (alias ?? name).value };

/** @returns the result as it came where nothing is refused. */
export function createRefusalWriter(supergraph: Supergraph): (operation: Operation, result: TreeResult) => EngineResult {
  /** By the document that is executed, which is the same for the same refusals. */
  const writers = new WeakMap<DocumentNode, ResponseWriter>();
  return ({ document, asked, variables }, result) => {
    if (asked === undefined) return result;
    let writer = writers.get(document);
    if (writer === undefined) {
      writer = compileResponseWriter({
        apiSchema: supergraph.apiSchema,
        document: asked.document,
        definition: asked.definition,
        dataKeys: RESPONSE_KEYS,
        refused: asked.refused,
        agenciesOf: (typeName, fieldName) => supergraph.agenciesOf(typeName, fieldName),
      });
      writers.set(document, writer);
    }
    return writer.write({ data: result.data ?? null, errors: result.errors }, variables);
  };
}
