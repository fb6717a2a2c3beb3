// Score tables and questionnaire forms as data: what is loaded, what is refused, and which version holds.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadScoring } from '../../../subgraphs/applicants/policy/loadScoring.js';
import { versionInForce } from '../../../subgraphs/applicants/policy/versionInForce.js';
import { computeScore } from '../../../subgraphs/applicants/rules/computeScore.js';
import { answersWithTotal } from '../../../subgraphs/applicants/seed/answers.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-scoring-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(content: unknown): Promise<string> {
  const file = path.join(folder, `${Math.abs(JSON.stringify(content).length)}-${files++}.json`);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}
let files = 0;

const criterion = { criterion: 'AGE', question: 'AGE', points: { AGE_18_24: 401 } };
const table = { version: 'a', from: '2026-02-13', illustrative: false, description: 'of a test', criteria: [criterion] };
const form = {
  version: 'a',
  from: '2026-02-13',
  illustrative: false,
  questions: [{ code: 'AGE', text: 'Age', kind: 'CHOICE', options: [{ code: 'AGE_18_24', text: '18 to 24' }] }],
};

describe('the shipped table and form', () => {
  const { tables, forms } = loadScoring();
  const answering = { form: forms[0]!, table: tables[0]!, known: new Map() };

  it('say that they are illustrative, in name, flag and description', () => {
    expect(tables.map(({ version, illustrative }) => ({ version, illustrative }))).toEqual([{ version: 'illustrative-2026', illustrative: true }]);
    expect(tables[0]?.description).toMatch(/^Illustrative points/);
    expect(forms.map(({ version, illustrative }) => ({ version, illustrative }))).toEqual([{ version: 'illustrative-2026', illustrative: true }]);
  });

  it.each([399, 400, 401])('have answers that come to %i points', (total) => {
    const answers = answersWithTotal(answering, total);
    expect(computeScore(answers, tables[0]!).total).toBe(total);
    expect(answers.map(({ questionCode }) => questionCode)).toEqual(forms[0]!.questions.map(({ code }) => code));
  });

  it('have no answers that come to more than everything', () => {
    expect(() => answersWithTotal(answering, 100_000)).toThrow('no answers come to 100000 points with score table illustrative-2026');
  });
});

describe('a file of score tables', () => {
  it('is held against every form that its tables meet, also one that comes into force later', async () => {
    const without = { ...form, version: 'b', from: '2026-07-01', questions: [{ ...form.questions[0], code: 'EDUCATION' }] };
    const files = { scoreTableFile: await fileWith({ tables: [table] }), questionnaireFormFile: await fileWith({ forms: [form, without] }) };
    expect(() => loadScoring(files)).toThrow('criterion AGE reads question AGE, which form b does not ask');
  });

  it('replaces the shipped one', async () => {
    const later = { ...table, version: 'b', from: '2026-07-01' };
    const scoring = loadScoring({ scoreTableFile: await fileWith({ tables: [table, later] }) });
    expect(scoring.tables.map(({ version }) => version)).toEqual(['a', 'b']);
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', ' cannot be read: Expected property name or'],
    ['no list', {}, ' : must have required properties tables'],
    ['an empty list', { tables: [] }, ' /tables: must not have fewer than 1 items'],
    ['a flag that is a text', { tables: [{ ...table, illustrative: 'yes' }] }, ' /tables/0/illustrative: must be boolean'],
    ['an unknown property', { tables: [{ ...table, weight: 2 }] }, ' /tables/0: does not know weight'],
    ['points above the bound', { tables: [{ ...table, criteria: [{ ...criterion, points: { AGE_18_24: 1001 } }] }] }, ' /tables/0/criteria/0/points/AGE_18_24: must be <= 1000'],
    ['half a point', { tables: [{ ...table, criteria: [{ ...criterion, points: { AGE_18_24: 0.5 } }] }] }, ' /tables/0/criteria/0/points/AGE_18_24: must be integer'],
    ['a day that is none', { tables: [{ ...table, from: '2026-02-30' }] }, ': version a is in force from 2026-02-30, which is no date'],
    ['a version twice', { tables: [table, { ...table, from: '2026-03-01' }] }, ': two versions have the same version, a'],
    ['two versions of one day', { tables: [table, { ...table, version: 'b' }] }, ': two versions have the same from, 2026-02-13'],
    ['a criterion twice', { tables: [{ ...table, criteria: [criterion, criterion] }] }, ': version a has the criterion AGE twice'],
    ['an unknown question', { tables: [{ ...table, criteria: [{ ...criterion, question: 'SHOE_SIZE' }] }] }, ': criterion AGE reads question SHOE_SIZE, which form illustrative-2026 does not ask'],
    ['an unknown option', { tables: [{ ...table, criteria: [{ ...criterion, points: { TALL: 1 } }] }] }, ': criterion AGE gives points for TALL, which question AGE does not offer'],
  ])('with %s is refused by name and place', async (_what, content, message) => {
    const scoreTableFile = await fileWith(content);
    expect(() => loadScoring({ scoreTableFile })).toThrow(`SCORE_TABLE_FILE (${scoreTableFile})${message}`);
  });

  it('takes points at the bound', async () => {
    const scoreTableFile = await fileWith({ tables: [{ ...table, criteria: [{ ...criterion, points: { AGE_18_24: 1000 } }] }] });
    expect(loadScoring({ scoreTableFile }).tables[0]?.criteria[0]?.points).toEqual({ AGE_18_24: 1000 });
  });

  it('that does not exist is named', () => {
    expect(() => loadScoring({ scoreTableFile: path.join(folder, 'none.json') })).toThrow(/^SCORE_TABLE_FILE \(.*none\.json\) cannot be read: ENOENT/);
  });
});

describe('a file of forms', () => {
  it.each<[string, unknown, string]>([
    ['a code twice', { ...form, questions: [...form.questions, ...form.questions] }, ': version a has the code AGE twice'],
    ['an unknown kind', { ...form, questions: [{ ...form.questions[0], kind: 'TEXT' }] }, ' /forms/0/questions/0/kind: must be'],
  ])('with %s is refused by name and place', async (_what, content, message) => {
    const questionnaireFormFile = await fileWith({ forms: [content] });
    expect(() => loadScoring({ scoreTableFile: undefined, questionnaireFormFile })).toThrow(`QUESTIONNAIRE_FORM_FILE (${questionnaireFormFile})${message}`);
  });

  it('must ask what the tables of its time read', async () => {
    const questionnaireFormFile = await fileWith({ forms: [form] });
    expect(() => loadScoring({ questionnaireFormFile })).toThrow('the shipped file of SCORE_TABLE_FILE: criterion AGE gives points for AGE_25_34, which question AGE does not offer');
    expect(loadScoring({ questionnaireFormFile, scoreTableFile: await fileWith({ tables: [table] }) }).forms[0]?.version).toBe('a');
  });
});

describe('of several versions', () => {
  const versions = [
    { version: 'second', from: '2026-07-01' },
    { version: 'first', from: '2026-02-13' },
  ];
  it.each([
    ['2026-02-13', 'first'],
    ['2026-06-30', 'first'],
    ['2026-07-01', 'second'],
    ['2026-07-02', 'second'],
  ])('the one on %s is the %s', (date, version) => {
    expect(versionInForce('score table', versions, date).version).toBe(version);
  });

  it('none holds before the first', () => {
    expect(() => versionInForce('score table', versions, '2026-02-12')).toThrow('no score table is in force on 2026-02-12');
  });
});
