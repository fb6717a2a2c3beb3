// A reader of operations for tests of one stage: any document may be run, within the limits that are the default.

import type { GraphQLSchema } from 'graphql';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import type { OperationLimits } from '../../../gateway/operation/OperationLimits.js';
import { OperationManifest } from '../../../gateway/operation/persisted/OperationManifest.js';
import { PersistedOperations } from '../../../gateway/operation/persisted/PersistedOperations.js';
import { createOperationReader, type OperationReader, type OperationReaderOptions } from '../../../gateway/operation/readOperation.js';
import { CostTable } from '../../../gateway/supergraph/CostTable.js';

export const DEFAULT_LIMITS: OperationLimits = loadConfig({ env: {} }).limits;

export function testOperationReader(apiSchema: GraphQLSchema, more: Partial<OperationReaderOptions> = {}): OperationReader {
  return createOperationReader({
    apiSchema,
    costs: new CostTable(new Map(), new Map()),
    limits: DEFAULT_LIMITS,
    persistedOperations: new PersistedOperations('open', OperationManifest.EMPTY),
    introspection: 'on',
    answerStatusRule: 'require',
    ...more,
  });
}

/** Reads whatever it is given in one turn of the event loop. */
export function testReader(apiSchema: GraphQLSchema, more: Partial<OperationReaderOptions> = {}): OperationReader['readAtOnce'] {
  return testOperationReader(apiSchema, more).readAtOnce;
}
