// What is wrong with an agency's schema, told so that the agency can mend it without asking: whose
// schema, which place, which rule, and what to write instead.

export interface SchemaProblem {
  /** Name of the rule (the file in check/rules), or the code of the composition library's own error. */
  readonly rule: string;
  /** The agency that has to act. Null where the schemas only fail together. */
  readonly agency: string | null;
  /** Schema coordinate such as `Application.placement`. Null where there is no single one. */
  readonly place: string | null;
  /** Line of the place in that agency's SDL, from 1. Null where unknown. */
  readonly line: number | null;
  /** What is wrong and what would come of it, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
}

/**
 * One problem as two lines for a terminal or a log:
 *
 *     labour-demand: Application.salary, line 12 [contributionIsAnswer]: …
 *       Mend: …
 */
export function printProblem(problem: SchemaProblem): string {
  const where = [problem.place, problem.line === null ? null : `line ${problem.line}`].filter((part) => part !== null);
  const head = [problem.agency ?? 'all agencies', where.join(', ')].filter((part) => part !== '').join(': ');
  return `${head} [${problem.rule}]: ${problem.message}\n  Mend: ${problem.mend}`;
}
