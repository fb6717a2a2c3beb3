// The applicants agency, whole. What it scores by comes from data files, so it is made, not given.

// Decorators write into it while the modules below load, so it comes first.
import 'reflect-metadata';
import type { Agency } from '../kit/Agency.js';
import { createContext, type ApplicantsContext } from './context.js';
import { loadScoring } from './policy/loadScoring.js';
import type { Scoring } from './policy/Scoring.js';
import { references } from './references.js';
import { ApplicantResolver } from './resolvers/ApplicantResolver.js';
import { ApplicationResolver } from './resolvers/ApplicationResolver.js';
import { BreachResolver } from './resolvers/BreachResolver.js';
import { DocumentResolver } from './resolvers/DocumentResolver.js';
import { HouseholdMemberResolver, HouseholdResolver } from './resolvers/HouseholdResolver.js';
import { ReadinessResolver } from './resolvers/ReadinessResolver.js';
import { ScreeningResolver } from './resolvers/ScreeningResolver.js';
import { seed } from './seed.js';
import type { Database } from './store/Database.js';
import { migrations } from './store/migrations.js';
import { Occupation, Region } from './types/foreign.js';
import { ReadinessType } from './types/Readiness.js';

export function createApplicants(scoring: Scoring): Agency<Database, ApplicantsContext> {
  return {
    name: 'applicants',
    resolvers: [
      ApplicationResolver,
      ScreeningResolver,
      ReadinessResolver,
      ApplicantResolver,
      HouseholdResolver,
      HouseholdMemberResolver,
      DocumentResolver,
      BreachResolver,
    ],
    orphanedTypes: [ReadinessType, Region, Occupation],
    references,
    migrations,
    madeUp: illustrativePolicy(scoring),
    createContext: (request, seen, register) => createContext(request, { seen, register, scoring }),
    seed: (db, world) => seed(db, world, scoring),
  };
}

function illustrativePolicy({ tables, forms }: Scoring): string[] {
  return [
    ...tables.filter((table) => table.illustrative).map(({ version }) => illustrative('the score table', version, 'SCORE_TABLE_FILE')),
    ...forms.filter((form) => form.illustrative).map(({ version }) => illustrative('the questionnaire', version, 'QUESTIONNAIRE_FORM_FILE')),
  ];
}

function illustrative(what: string, version: string, variable: string): string {
  return `${what} ${version} is illustrative, which production refuses: name one that is in force with ${variable}`;
}

/** With the shipped, illustrative table and form. */
export const applicants: Agency<Database, ApplicantsContext> = createApplicants(loadScoring());
