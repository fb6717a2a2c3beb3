// The synthetic world: agencies that make it apart from each other make the same one.

import { describe, expect, it } from 'vitest';
import { OCCUPATIONS } from '../../../../schema/contract/classifiers/occupations.js';
import { REGIONS } from '../../../../schema/contract/classifiers/regions.js';
import { createSyntheticWorld, DEFAULT_CASE_COUNT } from '../../../../subgraphs/kit/synthetic/createSyntheticWorld.js';
import { STORIES } from '../../../../subgraphs/kit/synthetic/stories.js';
import type { SyntheticCase } from '../../../../subgraphs/kit/synthetic/SyntheticWorld.js';

const seededOn = '2026-03-02';
const { cases } = createSyntheticWorld({ seededOn, from: 1, count: DEFAULT_CASE_COUNT });
const story = (name: string): SyntheticCase => cases.find((one) => one.story === name)!;

describe('the synthetic world', () => {
  it('gives a number the same case, wherever the making begins and however many are made', () => {
    const one = createSyntheticWorld({ seededOn, from: 137, count: 1 }).cases;
    const more = createSyntheticWorld({ seededOn, from: 101, count: 1_000 }).cases;
    expect(one[0]).toEqual(cases[136]);
    expect(more.slice(0, 100)).toEqual(cases.slice(100));
  });

  it('begins with the stories, in their order', () => {
    expect(cases.slice(0, STORIES.length).map((one) => one.story)).toEqual(STORIES.map(({ story }) => story));
    expect(cases.slice(STORIES.length).filter((one) => one.story !== null)).toEqual([]);
  });

  it('numbers its cases and persons, each once', () => {
    expect(cases.map(({ number }) => number)).toEqual(Array.from({ length: DEFAULT_CASE_COUNT }, (_, index) => index + 1));
    expect(cases[0]).toMatchObject({ applicationId: 'case-000001', applicantId: 'person-000001' });
    expect(new Set(cases.map(({ applicantId }) => applicantId)).size).toBe(DEFAULT_CASE_COUNT);
  });

  it('puts two members of one family into one household, and nobody else', () => {
    const shared = story('family-shared-papers');
    expect(cases[shared.number]?.householdId).toBe(shared.householdId);
    expect(new Set(cases.map(({ householdId }) => householdId)).size).toBe(DEFAULT_CASE_COUNT - 1);
  });

  it('fills West Kazakhstan’s 30 places with the families behind the stories', () => {
    const askers = cases.filter((one) => one.regionCode === '27' && one.placement === 'asks-for-place' && one.story === null);
    expect(askers).toHaveLength(6);
    expect(askers.reduce((sum, { persons }) => sum + persons, 0)).toBe(30);
    expect(story('quota-full')).toMatchObject({ regionCode: '27', placement: 'asks-for-place' });
  });

  it('knows every region and occupation that it names, and no retired one', () => {
    expect(cases.filter(({ regionCode }) => REGIONS.find(regionCode)?.retired !== false)).toEqual([]);
    expect(cases.filter(({ occupationCode }) => occupationCode !== null && OCCUPATIONS.find(occupationCode) === undefined)).toEqual([]);
  });

  it('asks no authority before the stage of the check, and asks in every stage behind it', () => {
    for (const one of cases) {
      const beforeCheck = ['LANGUAGE_TEST', 'QUESTIONNAIRE', 'SCREENED_OUT'].includes(one.stage);
      expect(one.checksRequestedOn === null, one.applicationId).toBe(beforeCheck);
      expect(one.clearance === 'not-requested', one.applicationId).toBe(beforeCheck);
    }
  });

  it('submits every case before its authorities are asked, and asks before the day of seeding', () => {
    for (const one of cases.filter(({ checksRequestedOn }) => checksRequestedOn !== null)) {
      expect(one.submittedOn < one.checksRequestedOn!, one.applicationId).toBe(true);
      expect(one.checksRequestedOn! < seededOn, one.applicationId).toBe(true);
    }
  });

  it('lets only kandas ask for a kandas place', () => {
    expect(cases.filter((one) => one.placement === 'asks-for-place' && one.track !== 'KANDAS')).toEqual([]);
  });

  it('gives no place to a case that was refused or screened out', () => {
    const asking = cases.filter((one) => one.placement === 'asks-for-place');
    expect(asking.length).toBeGreaterThan(20);
    expect(asking.filter(({ stage }) => stage === 'REFUSED' || stage === 'SCREENED_OUT')).toEqual([]);
  });

  it('has only professionals in demand', () => {
    const inDemand = cases.filter(({ track }) => track === 'IN_DEMAND_PROFESSION');
    expect(inDemand.length).toBeGreaterThan(10);
    expect(inDemand.filter(({ occupationCode }) => !occupationCode?.startsWith('2'))).toEqual([]);
  });

  it('has cases in every stage and on every track', () => {
    expect(new Set(cases.map(({ stage }) => stage)).size).toBe(8);
    expect(new Set(cases.map(({ track }) => track)).size).toBe(4);
  });
});
