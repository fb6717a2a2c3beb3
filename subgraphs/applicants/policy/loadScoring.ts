// Loads score tables and questionnaire forms and checks them: against their types, and against each
// other. A table that names an unknown question or option is refused when the process starts, not when
// the first applicant is scored.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readInput } from '../../kit/errors/readInput.js';
import { isCalendarDate } from '../../kit/time/calendarDate.js';
import shippedForms from '../data/questionnaire-form.illustrative-2026.json' with { type: 'json' };
import shippedTables from '../data/score-table.illustrative-2026.json' with { type: 'json' };
import { QuestionnaireFormFile, type QuestionnaireForm } from './QuestionnaireForm.js';
import { ScoreTableFile, type ScoreTable } from './ScoreTable.js';
import type { Scoring, Versioned } from './Scoring.js';
import { versionInForce } from './versionInForce.js';

export interface ScoringFiles {
  /** SCORE_TABLE_FILE: a JSON file like data/score-table.illustrative-2026.json, which is the default. */
  readonly scoreTableFile?: string | undefined;
  /** QUESTIONNAIRE_FORM_FILE: a JSON file like data/questionnaire-form.illustrative-2026.json, which is the default. */
  readonly questionnaireFormFile?: string | undefined;
}

/** @throws Error in one line that names the file, the place in it and what was expected. */
export function loadScoring({ scoreTableFile, questionnaireFormFile }: ScoringFiles = {}): Scoring {
  const tableSource = readSource('SCORE_TABLE_FILE', scoreTableFile, shippedTables);
  const formSource = readSource('QUESTIONNAIRE_FORM_FILE', questionnaireFormFile, shippedForms);
  const { tables } = readInput(`${tableSource.name} `, ScoreTableFile, tableSource.content);
  const { forms } = readInput(`${formSource.name} `, QuestionnaireFormFile, formSource.content);
  checkVersions(tableSource.name, tables);
  checkVersions(formSource.name, forms);
  for (const form of forms) checkForm(formSource.name, form);
  // On each of these days another pair of table and form begins to hold.
  const firstDay = tables.map(({ from }) => from).toSorted()[0]!;
  for (const day of [...tables, ...forms].map(({ from }) => from).filter((from) => from >= firstDay)) {
    checkTable(tableSource.name, versionInForce('score table', tables, day), versionInForce('questionnaire form', forms, day));
  }
  return { tables, forms };
}

interface Source {
  /** How a person finds the file: its variable and path, or that it is the shipped one. */
  readonly name: string;
  readonly content: unknown;
}

function readSource(variable: string, file: string | undefined, shipped: unknown): Source {
  if (!file) return { name: `the shipped file of ${variable}`, content: shipped };
  const name = `${variable} (${path.resolve(file)})`;
  try {
    return { name, content: JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    throw new Error(`${name} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function checkVersions(name: string, versions: readonly Versioned[]): void {
  const badDate = versions.find(({ from }) => !isCalendarDate(from));
  if (badDate) throw new Error(`${name}: version ${badDate.version} is in force from ${badDate.from}, which is no date`);
  for (const key of ['version', 'from'] as const) {
    const twice = findTwice(versions.map((one) => one[key]));
    if (twice !== undefined) throw new Error(`${name}: two versions have the same ${key}, ${twice}`);
  }
}

function checkForm(name: string, { version, questions }: QuestionnaireForm): void {
  const codes = [questions, ...questions.map(({ options }) => options)];
  const twice = codes.map((list) => findTwice(list.map(({ code }) => code))).find((code) => code !== undefined);
  if (twice !== undefined) throw new Error(`${name}: version ${version} has the code ${twice} twice`);
}

function checkTable(name: string, table: ScoreTable, form: QuestionnaireForm): void {
  const twice = findTwice(table.criteria.map(({ criterion }) => criterion));
  if (twice !== undefined) throw new Error(`${name}: version ${table.version} has the criterion ${twice} twice`);
  for (const { criterion, question: code, points } of table.criteria) {
    const question = form.questions.find((one) => one.code === code);
    if (question === undefined) throw new Error(`${name}: criterion ${criterion} reads question ${code}, which form ${form.version} does not ask`);
    const unknown = Object.keys(points).find((option) => !question.options.some((one) => one.code === option));
    if (unknown !== undefined) throw new Error(`${name}: criterion ${criterion} gives points for ${unknown}, which question ${code} does not offer`);
  }
}

function findTwice(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}
