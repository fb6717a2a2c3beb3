// What one request to this agency works with: loaders that batch, each over one statement.

import type DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import type { RequestContext } from '../kit/Agency.js';
import { createListLoader, createLoader } from '../kit/batch/createLoader.js';
import type { Authority, AuthorityCheck, AuthorityCode, ClearanceRequest } from './model.js';
import { ClearanceReader } from './store/ClearanceReader.js';
import type { Database } from './store/Database.js';

export interface ChecksContext extends RequestContext {
  readonly reader: ClearanceReader;
  readonly authorityOfCode: DataLoader<AuthorityCode, Authority | null>;
  readonly requestOfApplication: DataLoader<string, ClearanceRequest | null>;
  readonly checksOfApplication: DataLoader<string, readonly AuthorityCheck[]>;
}

export function createContext(request: RequestContext, db: Kysely<Database>): ChecksContext {
  const reader = new ClearanceReader(db);
  return {
    ...request,
    reader,
    authorityOfCode: createLoader((codes) => reader.authorities(codes), (authority) => authority.code),
    requestOfApplication: createLoader((ids) => reader.requests(ids), (one) => one.applicationId),
    checksOfApplication: createListLoader((ids) => reader.checks(ids), (check) => check.applicationId),
  };
}
