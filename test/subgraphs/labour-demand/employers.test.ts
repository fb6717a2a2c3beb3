// Employers and registrations as a caller lists them, over a seeded register.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOfDay } from '../../../subgraphs/kit/time/calendarDate.js';
import { labourDemand } from '../../../subgraphs/labour-demand/agency.js';
import { syntheticBin } from '../../../subgraphs/labour-demand/seed/syntheticBin.js';
import type { Database } from '../../../subgraphs/labour-demand/store/Database.js';
import { startTestAgency, type TestAgency } from '../../kit/agency.js';

const SEEDED_ON = '2026-09-15';

interface Page<Node> {
  readonly nodes: Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string | null };
}

describe('the employers', () => {
  let agency: TestAgency<Database>;
  beforeAll(async () => {
    agency = await startTestAgency(labourDemand, { now: startOfDay(SEEDED_ON), seededOn: SEEDED_ON });
  });
  afterAll(() => agency.close());

  const refusal = async (query: string) => {
    const { errors } = await agency.execute(query);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
    expect(agency.statements).toEqual([]);
    return errors![0]!.message;
  };
  /** Every node of a connection, page by page. */
  const walk = async <Node>(field: string, args: string, selection: string, first: number): Promise<Node[]> => {
    const nodes: Node[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data }: { data?: Record<string, Page<Node>> | null } = await agency.execute(
        `query ($after: String) { ${field}(first: ${first}, after: $after ${args}) { nodes { ${selection} } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
        { after },
      );
      const page: Page<Node> = data![field]!;
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      nodes.push(...page.nodes);
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    return nodes;
  };

  it('are sixty of three cases in ten, two that a certificate rests on and one old record in the first world, each with five registrations', async () => {
    const bins = (await walk<{ bin: string }>('employers', '', 'bin', 7)).map(({ bin }) => bin);
    expect(bins).toHaveLength(63);
    expect(bins).toEqual([...new Set(bins)].toSorted());
    expect(await walk('demandRegistrations', '', 'id', 100)).toHaveLength(311);
  });

  it('are found by BIN, with industry, region and registrations by name', async () => {
    const { data } = await agency.execute(
      `query ($bin: ID!) { employer(bin: $bin) {
         bin name industry { code name } region { code name nameKk nameRu }
         registrations(year: 2026, first: 1) {
           nodes { id year category occupation { code name majorGroup skillLevel } industry { code } region { code } headcount filled openPlaces
                   employer { bin } vacancies { id publicationCode postedOn places } }
           pageInfo { hasNextPage }
         } } }`,
      { bin: syntheticBin(13) },
    );
    expect(data).toMatchObject({
      employer: {
        bin: syntheticBin(13),
        name: 'Synthetic Employer 13 (fictitious)',
        region: { code: '11', name: 'Akmola', nameKk: 'Ақмола облысы', nameRu: 'Акмолинская область' },
        registrations: {
          nodes: [
            {
              id: 'demand-000013-1',
              year: 2026,
              category: 'SPECIALISTS',
              occupation: { code: '2211', name: 'Generalist medical practitioners', majorGroup: 2, skillLevel: 4 },
              region: { code: '11' },
              employer: { bin: syntheticBin(13) },
            },
          ],
          pageInfo: { hasNextPage: true },
        },
      },
    });
  });

  it('have open places of wanted less found, and vacancies for no more than these', async () => {
    interface Counts { headcount: number; filled: number; openPlaces: number; vacancies: { places: number }[] }
    const registrations = await walk<Counts>('demandRegistrations', ', year: 2026', 'headcount filled openPlaces vacancies { places }', 100);
    const wrong = registrations.filter(({ headcount, filled, openPlaces, vacancies }) => {
      const published = vacancies.reduce((sum, { places }) => sum + places, 0);
      return openPlaces !== headcount - filled || openPlaces < 0 || published > openPlaces;
    });
    expect(wrong).toEqual([]);
    expect(registrations.some(({ openPlaces }) => openPlaces === 0)).toBe(true);
  });

  it('are null for a BIN that the register does not hold', async () => {
    const { data, errors } = await agency.execute('{ employer(bin: "850315400372") { bin } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ employer: null });
  });

  it('are filtered by region, also by a retired one, in whose old records they stand', async () => {
    const { data } = await agency.execute(
      '{ employers(region: "51") { nodes { name region { code name } } } demandRegistrations(region: "51") { nodes { year region { code } } } }',
    );
    expect(data).toEqual({
      employers: { nodes: [{ name: 'Synthetic Employer 0 (fictitious)', region: { code: '51', name: 'South Kazakhstan' } }] },
      demandRegistrations: { nodes: [{ year: 2017, region: { code: '51' } }] },
    });
  });

  it('are filtered by region, occupation and year together', async () => {
    const nodes = await walk<{ region: { code: string }; occupation: { code: string }; year: number }>(
      'demandRegistrations', ', region: "19", occupation: "2142", year: 2026', 'region { code } occupation { code } year', 1,
    );
    expect(nodes.length).toBeGreaterThan(1);
    expect(new Set(nodes.map((node) => `${node.region.code} ${node.occupation.code} ${node.year}`))).toEqual(new Set(['19 2142 2026']));
  });

  it.each([
    ['a BIN of eleven digits', '{ employer(bin: "85031540037") { bin } }', 'bin must be twelve digits, of which the last is the check digit of the others'],
    ['a BIN with a wrong check digit', '{ employer(bin: "850315400373") { bin } }', 'bin must be twelve digits, of which the last is the check digit of the others'],
    ['an unknown region', '{ employers(region: "99") { nodes { bin } } }', 'region must be a KATO prefix of two digits that the classifier knows, such as 71'],
    ['an unknown region of registrations', '{ demandRegistrations(region: "7") { nodes { id } } }', 'region must be a KATO prefix of two digits that the classifier knows, such as 71'],
    ['an unknown occupation', '{ demandRegistrations(occupation: "0000") { nodes { id } } }', 'occupation must be an NKZ unit group of four digits that the classifier knows, such as 2211'],
    ['a page of none', '{ employers(first: 0) { nodes { bin } } }', 'first must be from 1 to 100, got 0'],
    ['a page above the limit', '{ demandRegistrations(first: 101) { nodes { id } } }', 'first must be from 1 to 100, got 101'],
    ['a cursor of its own making', '{ employers(after: "x") { nodes { bin } } }', 'after must be a cursor that an earlier page returned'],
  ])('are not asked for with %s', async (_, query, message) => {
    expect(await refusal(query)).toBe(message);
  });

  it.each([1, 99, 100])('come in pages of %s', async (first) => {
    const { data } = await agency.execute<{ demandRegistrations: Page<unknown> }>(`{ demandRegistrations(first: ${first}) { nodes { id } pageInfo { hasNextPage } } }`);
    expect(data!.demandRegistrations.nodes).toHaveLength(first);
    expect(data!.demandRegistrations.pageInfo.hasNextPage).toBe(true);
  });

  it('take a constant number of statements with everything that hangs on them', async () => {
    const counts: number[] = [];
    for (const first of [1, 10, 50]) {
      const { errors } = await agency.execute(
        `{ employers(first: ${first}) { nodes {
             industry { name } region { name }
             one: registrations(first: 1) { nodes { id } }
             all: registrations { nodes { id employer { name } occupation { name } vacancies { id } } }
           } } }`,
      );
      expect(errors).toBeUndefined();
      counts.push(agency.statements.length);
    }
    // Employers, two different pages of registrations, vacancies, and the employers that registrations point back to.
    expect(counts).toEqual([5, 5, 5]);
  });

  it('are found by reference in one statement per type', async () => {
    expect(await agency.resolveEntities('Employer', [{ bin: syntheticBin(1) }, { bin: syntheticBin(3) }], 'bin')).toEqual([{ bin: syntheticBin(1) }, { bin: syntheticBin(3) }]);
    expect(agency.statements).toHaveLength(1);
    expect(await agency.resolveEntities('DemandRegistration', [{ id: 'demand-000001-1' }, { id: 'demand-000003-2' }], 'id year')).toEqual([
      { id: 'demand-000001-1', year: 2026 },
      { id: 'demand-000003-2', year: 2025 },
    ]);
    expect(agency.statements).toHaveLength(1);
    expect(await agency.resolveEntities('Vacancy', [{ id: 'vacancy-000001-1-1' }], 'id')).toEqual([{ id: 'vacancy-000001-1-1' }]);
    expect(await agency.resolveEntities('Occupation', [{ code: '9211' }, { code: '1321' }], 'name majorGroup skillLevel')).toEqual([
      { name: 'Crop farm labourers', majorGroup: 9, skillLevel: 1 },
      { name: 'Manufacturing managers', majorGroup: 1, skillLevel: null },
    ]);
    expect(await agency.resolveEntities('Industry', [{ code: '86.10' }], 'name')).toEqual([{ name: 'Hospital activities' }]);
    expect(agency.statements).toEqual([]);
  });

  it.each([
    ['Employer', { bin: '850315400372' }, 'no employer has this BIN'],
    ['DemandRegistration', { id: 'demand-x' }, 'no demand registration has this id'],
    ['Vacancy', { id: 'vacancy-x' }, 'no vacancy has this id'],
    ['Occupation', { code: '0000' }, 'no occupation has this NKZ code'],
    ['Industry', { code: '99.99' }, 'no industry has this OKED code'],
    ['Region', { code: '99' }, 'no region has this KATO prefix'],
  ])('are not invented for a reference that nothing stands behind: %s', async (typeName, key, message) => {
    await expect(agency.resolveEntities(typeName, [key], '__typename')).rejects.toThrow(message);
  });
});
