// What one request to this agency works with: loaders that batch, each over one statement.

import type DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import type { RequestContext } from '../kit/Agency.js';
import { createListLoader, createLoader } from '../kit/batch/createLoader.js';
import type { KandasStatus, Placement, PlacementSum, QuotaRow } from './model.js';
import type { Database } from './store/Database.js';
import { QuotaReader } from './store/QuotaReader.js';

export interface QuotasContext extends RequestContext {
  readonly quotaRowsOfRegion: DataLoader<string, readonly QuotaRow[]>;
  readonly placementSumsOfRegion: DataLoader<string, readonly PlacementSum[]>;
  readonly placementOfApplication: DataLoader<string, Placement | null>;
  readonly kandasStatusOfApplicant: DataLoader<string, KandasStatus | null>;
}

/** @param register all of it: how many places are taken does not depend on who asks. */
export function createContext(request: RequestContext, seen: Kysely<Database>, register: Kysely<Database>): QuotasContext {
  const reader = new QuotaReader(seen);
  const all = new QuotaReader(register);
  return {
    ...request,
    quotaRowsOfRegion: createListLoader((codes) => reader.quotaRows(codes), (row) => row.regionCode),
    placementSumsOfRegion: createListLoader((codes) => all.placementSums(codes), (sum) => sum.regionCode),
    placementOfApplication: createLoader((ids) => reader.placements(ids), (placement) => placement.applicationId),
    kandasStatusOfApplicant: createLoader((ids) => reader.kandasStatuses(ids), (status) => status.applicantId),
  };
}
