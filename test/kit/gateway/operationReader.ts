// A reader of operations for tests of one stage: any document may be run, within the limits that are the default.

import type { GraphQLSchema } from 'graphql';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import type { OperationLimits } from '../../../gateway/operation/OperationLimits.js';
import { OperationManifest } from '../../../gateway/operation/persisted/OperationManifest.js';
import { PersistedOperations } from '../../../gateway/operation/persisted/PersistedOperations.js';
import { createOperationReader, type OperationReaderOptions, type ReadOperation } from '../../../gateway/operation/readOperation.js';
import { CostTable } from '../../../gateway/supergraph/CostTable.js';

export const DEFAULT_LIMITS: OperationLimits = loadConfig({ env: {} }).limits;

export function testReader(apiSchema: GraphQLSchema, more: Partial<OperationReaderOptions> = {}): ReadOperation {
  return createOperationReader({
    apiSchema,
    costs: new CostTable(new Map(), new Map()),
    limits: DEFAULT_LIMITS,
    persistedOperations: new PersistedOperations('open', OperationManifest.EMPTY),
    introspection: 'on',
    answerStatusRule: 'require',
    ...more,
  }).read;
}
