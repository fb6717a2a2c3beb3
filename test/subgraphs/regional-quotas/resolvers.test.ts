// What the agency answers, through its schema, over the synthetic world; and that a batch is one
// statement, however many it asks about.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REGIONS } from '../../../schema/contract/classifiers/regions.js';
import { regionalQuotas } from '../../../subgraphs/regional-quotas/agency.js';
import type { Database } from '../../../subgraphs/regional-quotas/store/Database.js';
import { startTestAgency, type TestAgency } from '../../kit/agency.js';

const QUOTAS = `query ($year: Int!) {
  regions {
    code
    name
    receivesKandas
    kandas: quota(year: $year, kind: KANDAS) { places used free }
    resettlers: quota(year: $year, kind: RESETTLER) { places used free }
  }
}`;

interface Quota {
  readonly places: number;
  readonly used: number;
  readonly free: number;
}

interface RegionAnswer {
  readonly code: string;
  readonly receivesKandas: boolean;
  readonly kandas: Quota | null;
  readonly resettlers: Quota | null;
}

let agency: TestAgency<Database>;

beforeAll(async () => {
  agency = await startTestAgency(regionalQuotas, { now: new Date('2026-03-02T09:00:00Z'), seededOn: '2026-03-02' });
});
afterAll(() => agency.close());

const caseNumber = (number: number): string => `case-${String(number).padStart(6, '0')}`;

const regionsOf = async (year = 2026): Promise<readonly RegionAnswer[]> =>
  (await agency.execute<{ regions: RegionAnswer[] }>(QUOTAS, { year })).data!.regions;

describe('regions', () => {
  it('are the 20 in use, each with its quotas of the year or none', async () => {
    const regions = await regionsOf();
    expect(regions.map(({ code }) => code)).toEqual(REGIONS.entries.filter(({ retired }) => !retired).map(({ code }) => code));
    expect(regions.reduce((sum, { kandas }) => sum + (kandas?.places ?? 0), 0)).toBe(2_281);
    expect(regions.reduce((sum, { resettlers }) => sum + (resettlers?.places ?? 0), 0)).toBe(5_997);
    expect(regions.find(({ code }) => code === '75')).toEqual({
      code: '75',
      name: 'Almaty',
      receivesKandas: false,
      kandas: null,
      resettlers: null,
    });
  });

  it('show what is used and what is left', async () => {
    const regions = await regionsOf();
    expect(regions.find(({ code }) => code === '27')?.kandas).toEqual({ places: 30, used: 30, free: 0 });
    for (const { kandas } of regions) if (kandas) expect(kandas.free).toBe(kandas.places - kandas.used);
  });

  it('cost two statements, whatever is asked of their quotas', async () => {
    await regionsOf();
    expect(agency.statements).toHaveLength(2);
    await agency.execute('{ region(code: "27") { quota(year: 2026, kind: KANDAS) { free } } }');
    expect(agency.statements).toHaveLength(2);
    await agency.execute('{ regions { code nameKk receivesKandas } }');
    expect(agency.statements).toEqual([]);
  });

  it('have no quota of a year that nothing is known of', async () => {
    expect((await regionsOf(2031)).filter(({ kandas, resettlers }) => kandas !== null || resettlers !== null)).toEqual([]);
  });

  it('are known by code, and null for a code that is none', async () => {
    const { data } = await agency.execute('{ known: region(code: "27") { nameKk kind } unknown: region(code: "99") { code } }');
    expect(data).toEqual({ known: { nameKk: 'Батыс Қазақстан облысы', kind: 'REGION' }, unknown: null });
  });

  it('list every kind of a year, kandas first, with the source', async () => {
    const { data } = await agency.execute('{ region(code: "59") { quotas(year: 2026) { kind places effectiveFrom source } } }');
    expect(data).toEqual({
      region: {
        quotas: [
          { kind: 'KANDAS', places: 200, effectiveFrom: '2025-12-24', source: 'order of 12 Dec 2025; mgorod.kz, 30 Dec 2025' },
          { kind: 'RESETTLER', places: 2_820, effectiveFrom: '2025-12-24', source: 'order of 12 Dec 2025; mgorod.kz, 30 Dec 2025' },
        ],
      },
    });
  });

  it('show none left, and not less than none, where a later row gives fewer places than are taken', async () => {
    const later = { region_code: '27', year: 2026, kind: 'KANDAS' as const, effective_from: '2026-03-01', places: 20, source: 'invented by this test' };
    await agency.db.insertInto('quota_row').values(later).execute();
    expect((await regionsOf()).find(({ code }) => code === '27')?.kandas).toEqual({ places: 20, used: 30, free: 0 });
    await agency.db.deleteFrom('quota_row').where('source', '=', later.source).execute();
  });

  it('that another agency names are resolved by code; a code that is none is the caller’s mistake', async () => {
    expect(await agency.resolveEntities('Region', [{ code: '27' }, { code: '51' }], 'name retired')).toEqual([
      { name: 'West Kazakhstan', retired: false },
      expect.objectContaining({ retired: true }),
    ]);
    await expect(agency.resolveEntities('Region', [{ code: '99' }], 'name')).rejects.toThrow('no region has this KATO prefix');
  });
});

describe('a case’s place', () => {
  const PLACEMENT = 'id placement { agency status asOf state kind year persons decidedOn region { code name } }';
  const place = async (number: number, track: string): Promise<unknown> =>
    (await agency.resolveEntities<{ placement: unknown }>('Application', [{ id: caseNumber(number), track }], PLACEMENT))[0]?.placement;
  const none = { agency: 'regional-quotas', asOf: null, state: null, kind: null, year: null, persons: null, decidedOn: null, region: null };

  it('was given to the kandas family of the story', async () => {
    expect(await place(9, 'KANDAS')).toEqual({
      agency: 'regional-quotas',
      status: 'ANSWERED',
      asOf: '2026-03-01T19:00:00.000Z',
      state: 'INCLUDED',
      kind: 'KANDAS',
      year: 2026,
      persons: 5,
      decidedOn: '2026-03-02',
      region: { code: '55', name: 'Pavlodar' },
    });
  });

  it('was not free for the family of the story that asks in a full region', async () => {
    expect(await place(8, 'KANDAS')).toMatchObject({ status: 'ANSWERED', state: 'NO_FREE_PLACE', persons: 3, region: { code: '27' } });
  });

  it.each(['GENERAL', 'IN_DEMAND_PROFESSION', 'DIGITAL_NOMAD'])('does not apply on the track %s', async (track) => {
    expect(await place(10, track)).toEqual({ ...none, status: 'NOT_APPLICABLE' });
  });

  it('was not asked for by an unknown kandas case', async () => {
    expect(await place(999_999, 'KANDAS')).toEqual({ ...none, status: 'NOT_REQUESTED' });
  });

  it.each([[{}], [{ track: null }], [{ track: 'TOURIST' }], [{ track: 'toString' }]])(
    'is not said to be inapplicable where the track is not known: %j',
    async (fields) => {
      await expect(agency.resolveEntities('Application', [{ id: caseNumber(10), ...fields }], PLACEMENT)).rejects.toThrow(
        'placement needs the track of the case',
      );
    },
  );

  it.each([1, 10, 50])('of %i cases costs one statement, and comes in their order', async (count) => {
    const cases = Array.from({ length: count }, (_, index) => ({ id: caseNumber(index + 1), track: 'KANDAS' }));
    const answers = await agency.resolveEntities<{ id: string }>('Application', cases, PLACEMENT);
    expect(agency.statements).toHaveLength(1);
    expect(answers.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
  });

  it('of 50 cases, each with the quota of its region, costs three', async () => {
    const cases = Array.from({ length: 50 }, (_, index) => ({ id: caseNumber(index + 1), track: 'KANDAS' }));
    await agency.resolveEntities('Application', cases, 'placement { status region { quota(year: 2026, kind: KANDAS) { free } } }');
    expect(agency.statements).toHaveLength(3);
  });
});

const kandasStatus = async (id: string): Promise<unknown> =>
  (
    await agency.resolveEntities<{ kandasStatus: unknown }>(
      'Applicant',
      [{ id }],
      'kandasStatus { agency status asOf state grantedOn decidedBy }',
    )
  )[0]?.kandasStatus;

describe('kandas status', () => {
  it('was granted to the applicant of the story', async () => {
    expect(await kandasStatus('person-000009')).toMatchObject({
      agency: 'regional-quotas',
      status: 'ANSWERED',
      state: 'GRANTED',
      decidedBy: 'Synthetic local executive body',
    });
  });

  it('is no record for a person the register does not know', async () => {
    expect(await kandasStatus('person-999999')).toEqual({
      agency: 'regional-quotas',
      status: 'NO_RECORD',
      asOf: null,
      state: null,
      grantedOn: null,
      decidedBy: null,
    });
  });

  it.each([
    ['REQUESTED', 'PENDING'],
    ['GRANTED', 'ANSWERED'],
    ['EXTENDED', 'ANSWERED'],
    ['REFUSED', 'ANSWERED'],
  ] as const)('%s is %s', async (state, expected) => {
    const id = `with-${state}`;
    await agency.db
      .insertInto('kandas_status')
      .values({ applicant_id: id, state, granted_on: null, decided_by: null, recorded_at: new Date('2026-03-01T00:00:00Z') })
      .execute();
    expect(await kandasStatus(id)).toMatchObject({ status: expected, state, asOf: expected === 'ANSWERED' ? '2026-03-01T00:00:00.000Z' : null });
  });

  it.each([1, 10, 50])('of %i persons costs one statement', async (count) => {
    const persons = Array.from({ length: count }, (_, index) => ({ id: `person-${String(index + 1).padStart(6, '0')}` }));
    await agency.resolveEntities('Applicant', persons, 'kandasStatus { status state }');
    expect(agency.statements).toHaveLength(1);
  });
});
