// Families who all ask at the same moment for places in one quota, each in a transaction of its own.

import type { Kysely } from 'kysely';
import type { Database } from '../../subgraphs/regional-quotas/store/Database.js';
import { givePlace, type PlaceDecision } from '../../subgraphs/regional-quotas/store/givePlace.js';
import { placeRequest } from '../subgraphs/regional-quotas/placeRequest.js';

export interface Storm {
  /** Keeps the cases of several storms apart. */
  readonly prefix: string;
  /** Persons of each family. */
  readonly families: readonly number[];
}

export function askForPlaces(db: Kysely<Database>, { prefix, families }: Storm): Promise<PlaceDecision[]> {
  return Promise.all(
    families.map((persons, index) =>
      db.transaction().execute((transaction) => givePlace(transaction, placeRequest({ applicationId: `${prefix}-${index}`, persons }))),
    ),
  );
}
