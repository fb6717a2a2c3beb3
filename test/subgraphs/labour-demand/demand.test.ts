// What the agency says about cases and regions, over a seeded register with a clock that stands still.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REGIONS } from '../../../schema/contract/classifiers/regions.js';
import { createSyntheticWorld } from '../../../subgraphs/kit/synthetic/createSyntheticWorld.js';
import { STORIES, type StoryName } from '../../../subgraphs/kit/synthetic/stories.js';
import { startOfDay } from '../../../subgraphs/kit/time/calendarDate.js';
import { labourDemand } from '../../../subgraphs/labour-demand/agency.js';
import type { Database } from '../../../subgraphs/labour-demand/store/Database.js';
import { startTestAgency, type TestAgency } from '../../kit/agency.js';

const SEEDED_ON = '2026-09-15';
const WORLD = createSyntheticWorld({ seededOn: SEEDED_ON, from: 1, count: 200 });
const MATCH = `demandMatch {
  agency status asOf openPlaces occupation { code name }
  registrations { id year headcount openPlaces employer { bin name } region { code name } occupation { code } vacancies { id } }
}`;

interface Match {
  readonly status: string;
  readonly asOf: string | null;
  readonly openPlaces: number | null;
  readonly occupation: { readonly code: string } | null;
  readonly registrations: { readonly id: string; readonly year: number; readonly openPlaces: number; readonly region: { readonly code: string } }[] | null;
}

interface CaseFacts {
  readonly track: string;
  readonly occupationCode: string | null;
  readonly regionCode: string | null;
}

let agency: TestAgency<Database>;
beforeAll(async () => {
  agency = await startTestAgency(labourDemand, { now: startOfDay(SEEDED_ON), seededOn: SEEDED_ON });
});
afterAll(() => agency.close());

/** Cases as the applicants' agency hands them over. */
async function matches(cases: readonly CaseFacts[]): Promise<Match[]> {
  const representations = cases.map(({ track, occupationCode, regionCode }, index) => ({
    id: `case-${index}`,
    track,
    occupation: occupationCode === null ? null : { __typename: 'Occupation', code: occupationCode },
    region: regionCode === null ? null : { __typename: 'Region', code: regionCode },
  }));
  const entities = await agency.resolveEntities<{ demandMatch: Match }>('Application', representations, MATCH);
  return entities.map(({ demandMatch }) => demandMatch);
}

const match = async (facts: CaseFacts): Promise<Match> => (await matches([facts]))[0]!;
const storyCase = (story: StoryName) => WORLD.cases[STORIES.findIndex((one) => one.story === story)]!;

describe('the demand for a case', () => {
  // A gate that has lost the track tells null in its place, also where the schema has never one.
  it.each([[{}], [{ track: null }], [{ track: 'TOURIST' }], [{ track: 'toString' }]])('is not said to be inapplicable where the track is not known: %j', async (fields) => {
    await expect(agency.resolveEntities('Application', [{ id: 'case-0', occupation: { code: '2211' }, region: { code: '55' }, ...fields }], MATCH)).rejects.toThrow(
      'demandMatch needs the track of the case',
    );
  });

  it('is open for every profession in demand that was certified: the decision rested on it', async () => {
    const certified = WORLD.cases.filter(({ track, stage }) => track === 'IN_DEMAND_PROFESSION' && stage === 'CERTIFIED');
    expect(certified.length).toBeGreaterThan(2);
    for (const { status, openPlaces } of await matches(certified)) expect([status, openPlaces! > 0]).toEqual(['ANSWERED', true]);
  });

  it.each<[StoryName, string, string]>([
    ['in-demand-profession', '2211', '11'],
    ['cleared-and-ready', '7212', '35'],
  ])('is open in the story %s: an employer of the region looks for the occupation', async (story, occupation, region) => {
    const found = await match(storyCase(story));
    expect(found).toMatchObject({ agency: 'labour-demand', status: 'ANSWERED', asOf: startOfDay(SEEDED_ON).toISOString(), occupation: { code: occupation } });
    expect(found.openPlaces).toBeGreaterThan(0);
    expect(found.registrations!.every((one) => one.region.code === region && one.year === 2026)).toBe(true);
  });

  it('does not apply in the story not-applicable: a digital nomad', async () => {
    const nothing = { status: 'NOT_APPLICABLE', asOf: null, openPlaces: null, occupation: null, registrations: null };
    expect(await match(storyCase('not-applicable'))).toMatchObject(nothing);
    expect(agency.statements).toEqual([]);
  });

  it('was never asked for where a case names no occupation or no region', async () => {
    expect(await matches([
      { track: 'GENERAL', occupationCode: null, regionCode: '11' },
      { track: 'GENERAL', occupationCode: '2211', regionCode: null },
    ])).toMatchObject([{ status: 'NOT_REQUESTED' }, { status: 'NOT_REQUESTED' }]);
  });

  it('is not on record where nobody registered one, also for a code that no list knows', async () => {
    const noRecord = { status: 'NO_RECORD', openPlaces: null, registrations: null };
    expect(await matches([
      { track: 'GENERAL', occupationCode: '2211', regionCode: '51' },
      { track: 'GENERAL', occupationCode: '0000', regionCode: '11' },
    ])).toMatchObject([{ ...noRecord, occupation: { code: '2211' } }, { ...noRecord, occupation: null }]);
  });

  it('is met where every place is filled: zero open places is an answer', async () => {
    await agency.db.updateTable('demand_registration').set({ filled: 12, headcount: 12, year: 2026 }).where('id', '=', 'demand-000000-1').execute();
    expect(await match({ track: 'GENERAL', occupationCode: '9211', regionCode: '51' })).toMatchObject({ status: 'ANSWERED', openPlaces: 0, registrations: [{ id: 'demand-000000-1', openPlaces: 0 }] });
    await agency.db.updateTable('demand_registration').set({ year: 2017 }).where('id', '=', 'demand-000000-1').execute();
    expect(await match({ track: 'GENERAL', occupationCode: '9211', regionCode: '51' })).toMatchObject({ status: 'NO_RECORD' });
  });

  it('takes three statements with employers and vacancies, for one case as for ten and for fifty', async () => {
    const asked = WORLD.cases.filter(({ occupationCode }) => occupationCode !== null);
    const counts: number[] = [];
    for (const count of [1, 10, 50]) {
      await matches(asked.slice(0, count));
      counts.push(agency.statements.length);
    }
    expect(counts).toEqual([3, 3, 3]);
  });
});

const regions = (codes: readonly string[], selection: string): Promise<Record<string, unknown>[]> =>
  agency.resolveEntities('Region', codes.map((code) => ({ code })), selection);

describe('the demand in a region', () => {
  const FIELDS = 'status asOf year headcount openPlaces registrationCount';

  it('is that of the year in force, unless another is asked for', async () => {
    const [akmola] = await regions(['11'], `now: labourDemand { ${FIELDS} } same: labourDemand(year: 2026) { ${FIELDS} } before: labourDemand(year: 2025) { ${FIELDS} }`);
    expect(akmola!['now']).toEqual(akmola!['same']);
    expect(akmola!['now']).toMatchObject({ status: 'ANSWERED', year: 2026 });
    expect(akmola!['before']).toMatchObject({ status: 'ANSWERED', year: 2025 });
    expect(agency.statements).toHaveLength(1);
  });

  it('adds up the registrations of the region and year', async () => {
    const rows = await agency.db.selectFrom('demand_registration').selectAll().where('region_code', '=', '19').where('year', '=', 2026).execute();
    const [region] = await regions(['19'], `labourDemand { ${FIELDS} }`);
    expect(region!['labourDemand']).toMatchObject({
      headcount: rows.reduce((sum, row) => sum + row.headcount, 0),
      openPlaces: rows.reduce((sum, row) => sum + row.headcount - row.filled, 0),
      registrationCount: rows.length,
    });
  });

  it('is not on record for a year in which nobody registered one', async () => {
    const [region] = await regions(['11'], `labourDemand(year: 2001) { ${FIELDS} }`);
    expect(region!['labourDemand']).toEqual({ status: 'NO_RECORD', asOf: null, year: 2001, headcount: null, openPlaces: null, registrationCount: null });
  });

  it('can be read of a retired region, whose records are old', async () => {
    const [region] = await regions(['51'], `name now: labourDemand { ${FIELDS} } old: labourDemand(year: 2017) { ${FIELDS} }`);
    expect(region).toMatchObject({ name: 'South Kazakhstan', now: { status: 'NO_RECORD' }, old: { status: 'ANSWERED', headcount: 12, openPlaces: 0, registrationCount: 1 } });
  });

  it('takes one statement, for one region as for ten and for all', async () => {
    const codes = REGIONS.entries.map(({ code }) => code);
    const counts: number[] = [];
    for (const count of [1, 10, codes.length]) {
      await regions(codes.slice(0, count), 'code name labourDemand(year: 2026) { status openPlaces }');
      counts.push(agency.statements.length);
    }
    expect(counts).toEqual([1, 1, 1]);
  });
});
