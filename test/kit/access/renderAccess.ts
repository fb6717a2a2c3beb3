// The access matrix as a page for people: one table per type, a row per field, a column per kind of caller.

import type { AccessMatrix, StatedPurpose } from './accessMatrix.js';
import type { SchemaType } from './fieldPaths.js';
import type { Outcome } from './outcomeOf.js';

const HEAD = `# Who sees what

What each kind of caller gets of every field of the API, asked on the running system about a case in the officer's region that is the applicant's own. Written by the test
that asks (\`test/promises/nobodySeesWhatTheyMayNot.test.ts\`): a field that is new, or shown to somebody else than before, fails it until this page is changed and reviewed.
Every request carries a case and the reference of a consent; without the latter, what other state systems hold is refused besides. Who states the purpose \`own-data\` is seen as a person and nothing else.

| In a cell | The caller gets |
|---|---|
| **data** | what there is |
| data, with a purpose | what there is, for a purpose that is open to the caller; without one, or for another, the whole operation is refused with \`PURPOSE_REQUIRED\` and no agency is asked |
| withheld | \`null\` in an answer that an officer sees whole |
| none | nothing: the agency shows no such object to the caller |
| denied | an answer that says \`status: DENIED\` |
| refused | \`null\` and the error \`UNAUTHORIZED_FIELD_OR_TYPE\`, for the field or what lies around it, and its agency is not asked; or \`FORBIDDEN\`, by the agency |
`;

/** @param openTo purposes that are open to each caller. */
export function renderAccess({ outcomes }: AccessMatrix, types: readonly SchemaType[], openTo: ReadonlyMap<string, readonly StatedPurpose[]>): string {
  const callers = [...openTo.keys()];
  const purposes = callers.map((caller) => `| ${caller} | ${openTo.get(caller)!.join(', ') || '–'} |`);
  const sections = types.map(({ name, fields }) => {
    const rows = fields.map(({ name: field, coordinate }) => {
      const cells = callers.map((caller) => cellOf(outcomes.get(coordinate)!.get(caller)!, openTo.get(caller)!));
      return `| \`${field}\` | ${cells.join(' | ')} |`;
    });
    return [`## ${name}`, '', `| Field | ${callers.join(' | ')} |`, `|---|${'---|'.repeat(callers.length)}`, ...rows].join('\n');
  });
  return `${[HEAD, `| Caller | Purposes that are open |\n|---|---|\n${purposes.join('\n')}`, ...sections].join('\n\n')}\n`;
}

/** What holds for all purposes; or for those that are open, where the others are refused; or for most, and what for which others. */
function cellOf(byPurpose: ReadonlyMap<StatedPurpose, Outcome>, open: readonly StatedPurpose[]): string {
  const ofOpen = new Set([...byPurpose].filter(([purpose]) => open.includes(purpose)).map(([, outcome]) => outcome));
  const ofOthers = new Set([...byPurpose].filter(([purpose]) => !open.includes(purpose)).map(([, outcome]) => outcome));
  if (ofOpen.size === 1 && !ofOpen.has('purpose') && ofOthers.size === 1 && ofOthers.has('purpose')) return `${[...ofOpen].join()}, with a purpose`;
  const groups = Map.groupBy(byPurpose, ([, outcome]) => outcome);
  const bySize = [...groups].toSorted(([, one], [, other]) => other.length - one.length);
  const told = bySize.map(([outcome, purposes], index) => (index === 0 ? wordFor(outcome) : `${outcome} for ${purposes.map(([purpose]) => purpose).join(', ')}`));
  return told.join('; ');
}

const wordFor = (outcome: Outcome): string => (outcome === 'data' ? '**data**' : outcome);
