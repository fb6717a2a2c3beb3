// What one request to this agency works with: loaders that batch, each over one statement.

import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import type { RequestContext } from '../kit/Agency.js';
import { createListLoader, createLoader } from '../kit/batch/createLoader.js';
import type { PageRequest } from '../kit/page/page.js';
import type { DemandRegistration, Employer, RegionDemand, Vacancy } from './model.js';
import type { Database } from './store/Database.js';
import { DemandReader, type Need, type RegionYear } from './store/DemandReader.js';

export interface DemandContext extends RequestContext {
  readonly reader: DemandReader;
  readonly employerOfBin: DataLoader<string, Employer | null>;
  readonly registrationOfId: DataLoader<string, DemandRegistration | null>;
  readonly vacancyOfId: DataLoader<string, Vacancy | null>;
  readonly vacanciesOfRegistration: DataLoader<string, readonly Vacancy[]>;
  /** Also those that the caller may not see: for judging, not for showing. */
  readonly registrationsOfNeed: DataLoader<Need, readonly DemandRegistration[], string>;
  readonly demandOfRegion: DataLoader<RegionYear, RegionDemand | null, string>;
  /** A page of an employer's registrations; employers asked for the same page share a statement. */
  registrationsOfEmployer(year: number | null, page: PageRequest): DataLoader<string, readonly DemandRegistration[]>;
}

/** @param register all of it: what a region or an occupation is looked for does not depend on who asks. */
export function createContext(request: RequestContext, seen: Kysely<Database>, register: Kysely<Database>): DemandContext {
  const reader = new DemandReader(seen);
  const all = new DemandReader(register);
  return {
    ...request,
    reader,
    employerOfBin: createLoader((bins) => reader.employers(bins), (employer) => employer.bin),
    registrationOfId: createLoader((ids) => reader.registrations(ids), (registration) => registration.id),
    vacancyOfId: createLoader((ids) => reader.vacancies(ids), (vacancy) => vacancy.id),
    vacanciesOfRegistration: createListLoader((ids) => reader.vacanciesOfRegistrations(ids), (vacancy) => vacancy.registrationId),
    registrationsOfNeed: new DataLoader(
      async (needs) => {
        const byNeed = Map.groupBy(await all.registrationsOfNeeds(needs), needKey);
        return needs.map((need) => byNeed.get(needKey(need)) ?? []);
      },
      { cacheKeyFn: needKey },
    ),
    demandOfRegion: new DataLoader(
      async (pairs) => {
        const byPair = new Map((await all.regionDemands(pairs)).map((demand) => [regionYearKey(demand), demand]));
        return pairs.map((pair) => byPair.get(regionYearKey(pair)) ?? null);
      },
      { cacheKeyFn: regionYearKey },
    ),
    registrationsOfEmployer: createPageLoaders(reader),
  };
}

const needKey = ({ occupationCode, regionCode, year }: Need): string => `${occupationCode} ${regionCode} ${year}`;
const regionYearKey = ({ regionCode, year }: RegionYear): string => `${regionCode} ${year}`;

/** One loader per distinct set of arguments: an operation can ask for several pages under aliases. */
function createPageLoaders(reader: DemandReader): DemandContext['registrationsOfEmployer'] {
  const loaders = new Map<string, DataLoader<string, readonly DemandRegistration[]>>();
  return (year, page) => {
    const key = JSON.stringify([year, page.limit, page.afterKey]);
    const loader =
      loaders.get(key) ??
      createListLoader<string, DemandRegistration>((bins) => reader.registrationPages(bins, year, page), (one) => one.employerBin);
    loaders.set(key, loader);
    return loader;
  };
}
