// Makes cases by number: the same number gives the same case in every agency, so that agencies agree
// without talking, and more cases can be added later without changing the first.

import { OCCUPATIONS } from '../../../schema/contract/classifiers/occupations.js';
import { REGIONS } from '../../../schema/contract/classifiers/regions.js';
import { addDays, type CalendarDate } from '../time/calendarDate.js';
import { seededRandom, type SeededRandom } from './seededRandom.js';
import { STORIES, type StoryName } from './stories.js';
import type { ClearancePlot, SyntheticCase, SyntheticStage, SyntheticTrack, SyntheticWorld } from './SyntheticWorld.js';

/** Cases of a freshly seeded store. */
export const DEFAULT_CASE_COUNT = 200;

export interface SyntheticWorldOptions {
  readonly seededOn: CalendarDate;
  /** Number of the first case; 1 begins with the stories. */
  readonly from: number;
  readonly count: number;
}

export function createSyntheticWorld({ seededOn, from, count }: SyntheticWorldOptions): SyntheticWorld {
  const cases = Array.from({ length: count }, (_, index) => createCase(from + index, seededOn));
  return { seededOn, cases };
}

/** Regions that receive kandas and have places to spare in the synthetic world; West Kazakhstan (27) is the one that is full. */
const KANDAS_REGIONS = ['55', '11', '10', '63', '59', '39', '23'];
const FULL_REGION = '27';

/** Six families of five fill the 30 places of West Kazakhstan: the cases right behind the stories. */
const FIRST_FILLER = STORIES.length + 2;
const FILLER_COUNT = 6;
const FILLER_PERSONS = 5;

type Plot = Pick<SyntheticCase, 'track' | 'stage' | 'regionCode' | 'occupationCode' | 'clearance' | 'placement' | 'persons'>;

const STORY_PLOTS: Readonly<Record<StoryName, Partial<Plot>>> = {
  'cleared-and-ready': { stage: 'DECISION', clearance: 'cleared', regionCode: '35', occupationCode: '7212' },
  'waiting-for-one-authority': { stage: 'INTER_AGENCY_CHECK', clearance: 'one-pending' },
  'authority-silent': { stage: 'INTER_AGENCY_CHECK', clearance: 'one-silent' },
  'concurrence-refused': { stage: 'INTER_AGENCY_CHECK', clearance: 'objected' },
  'one-block-below-30': { stage: 'LANGUAGE_TEST', clearance: 'not-requested' },
  'score-exactly-400': { stage: 'INTER_AGENCY_CHECK', clearance: 'one-pending' },
  'score-399': { stage: 'SCREENED_OUT', clearance: 'not-requested' },
  'quota-full': { track: 'KANDAS', stage: 'DECISION', clearance: 'cleared', regionCode: FULL_REGION, placement: 'asks-for-place', persons: 3 },
  'kandas-with-place': { track: 'KANDAS', stage: 'DECISION', clearance: 'cleared', regionCode: '55', placement: 'asks-for-place', persons: 5 },
  'general-free-region': { stage: 'INTERVIEW', clearance: 'cleared', regionCode: '75' },
  'not-yet-asked': { stage: 'QUESTIONNAIRE', clearance: 'not-requested' },
  'not-applicable': { track: 'DIGITAL_NOMAD', stage: 'DECISION', clearance: 'cleared', regionCode: '71', occupationCode: null, persons: 1 },
  'in-demand-profession': { track: 'IN_DEMAND_PROFESSION', stage: 'DECISION', clearance: 'cleared', regionCode: '11', occupationCode: '2211' },
  'contradicting-documents': { stage: 'INTER_AGENCY_CHECK', clearance: 'cleared' },
  'family-shared-papers': { stage: 'INTER_AGENCY_CHECK', clearance: 'one-pending', persons: 4 },
};

function createCase(number: number, seededOn: CalendarDate): SyntheticCase {
  const random = seededRandom(`case ${number}`);
  const story = STORIES[number - 1]?.story ?? null;
  const plot = { ...crowdPlot(random), ...(story === null ? specialPlot(number) : { ...GENERAL_STORY, ...STORY_PLOTS[story] }) };
  const daysAgo = AGE_DAYS[plot.stage] + random.integer(0, 5);
  return {
    number,
    story,
    applicationId: `case-${pad(number)}`,
    applicantId: `person-${pad(number)}`,
    // The case behind the last story is a second member of that story's family.
    householdId: `household-${pad(number === STORIES.length + 1 ? number - 1 : number)}`,
    submittedOn: addDays(seededOn, -daysAgo),
    checksRequestedOn: requestedOn(plot.clearance, plot.stage, seededOn),
    ...plot,
  };
}

/** What a story does not say of itself. */
const GENERAL_STORY: Plot = {
  track: 'GENERAL',
  stage: 'INTER_AGENCY_CHECK',
  regionCode: '19',
  occupationCode: '2142',
  clearance: 'one-pending',
  placement: 'none',
  persons: 3,
};

/** The cases behind the stories that make the stories true. */
function specialPlot(number: number): Partial<Plot> {
  if (number === STORIES.length + 1) return { ...GENERAL_STORY, ...STORY_PLOTS['family-shared-papers'] };
  const isFiller = number >= FIRST_FILLER && number < FIRST_FILLER + FILLER_COUNT;
  if (!isFiller) return {};
  return {
    track: 'KANDAS',
    stage: 'CERTIFIED',
    clearance: 'cleared',
    regionCode: FULL_REGION,
    placement: 'asks-for-place',
    persons: FILLER_PERSONS,
  };
}

const CROWD_STAGES: readonly SyntheticStage[] = [
  'LANGUAGE_TEST',
  'QUESTIONNAIRE',
  'SCREENED_OUT',
  'INTER_AGENCY_CHECK',
  'INTER_AGENCY_CHECK',
  'INTER_AGENCY_CHECK',
  'INTERVIEW',
  'DECISION',
  'CERTIFIED',
  'REFUSED',
];

/** Tracks that begin with test and questionnaire; the others begin with the check by the authorities. */
const TESTED_TRACKS: ReadonlySet<SyntheticTrack> = new Set(['GENERAL', 'KANDAS']);
const TEST_STAGES: ReadonlySet<SyntheticStage> = new Set(['LANGUAGE_TEST', 'QUESTIONNAIRE', 'SCREENED_OUT']);

const CROWD_TRACKS: readonly SyntheticTrack[] = ['GENERAL', 'GENERAL', 'GENERAL', 'KANDAS', 'KANDAS', 'IN_DEMAND_PROFESSION', 'DIGITAL_NOMAD'];

/** Of professions in demand: the list is built from the classifier's main group 2, professionals (ccik.kz, January 2023; grade C). */
const PROFESSIONALS = OCCUPATIONS.entries.filter(({ code }) => code.startsWith('2'));

function crowdPlot(random: SeededRandom): Plot {
  const track = random.pick(CROWD_TRACKS);
  const stage = random.pick(TESTED_TRACKS.has(track) ? CROWD_STAGES : CROWD_STAGES.filter((stage) => !TEST_STAGES.has(stage)));
  const openRegions = REGIONS.entries.filter((region) => !region.retired).map((region) => region.code);
  return {
    track,
    stage,
    regionCode: random.pick(track === 'KANDAS' ? KANDAS_REGIONS : track === 'DIGITAL_NOMAD' ? ['71', '75'] : openRegions),
    occupationCode: track === 'DIGITAL_NOMAD' ? null : random.pick(track === 'IN_DEMAND_PROFESSION' ? PROFESSIONALS : OCCUPATIONS.entries).code,
    clearance: crowdClearance(stage, random),
    placement: track === 'KANDAS' && asksForPlace(stage, random) ? 'asks-for-place' : 'none',
    persons: track === 'DIGITAL_NOMAD' ? 1 : random.integer(1, 6),
  };
}

function asksForPlace(stage: SyntheticStage, random: SeededRandom): boolean {
  const asks = random.chance(0.7);
  // A decision waits for the quota's answer, so a certified case has asked; who goes home keeps nobody from a place.
  return stage === 'CERTIFIED' || (asks && stage !== 'SCREENED_OUT' && stage !== 'REFUSED');
}

function crowdClearance(stage: SyntheticStage, random: SeededRandom): ClearancePlot {
  switch (stage) {
    case 'LANGUAGE_TEST':
    case 'QUESTIONNAIRE':
    case 'SCREENED_OUT':
      return 'not-requested';
    case 'INTER_AGENCY_CHECK':
      return random.pick(['one-pending', 'one-pending', 'one-silent', 'cleared'] as const);
    case 'INTERVIEW':
    case 'DECISION':
    case 'CERTIFIED':
      return 'cleared';
    case 'REFUSED':
      return 'objected';
  }
}

/** Days from submission to the seeding day, by how far the case has come. */
const AGE_DAYS: Readonly<Record<SyntheticStage, number>> = {
  LANGUAGE_TEST: 5,
  QUESTIONNAIRE: 12,
  SCREENED_OUT: 20,
  INTER_AGENCY_CHECK: 60,
  INTERVIEW: 70,
  DECISION: 80,
  CERTIFIED: 100,
  REFUSED: 100,
};

/**
 * A check that is still waited for was requested a few days ago, one that is past its term (20
 * working days, about 28 calendar days, more with holidays) long before.
 */
function requestedOn(clearance: ClearancePlot, stage: SyntheticStage, seededOn: CalendarDate): CalendarDate | null {
  switch (clearance) {
    case 'not-requested':
      return null;
    case 'one-pending':
      return addDays(seededOn, -4);
    case 'one-silent':
      return addDays(seededOn, -45);
    case 'cleared':
    case 'objected':
      return addDays(seededOn, -AGE_DAYS[stage] + 20);
  }
}

const pad = (number: number): string => String(number).padStart(6, '0');
