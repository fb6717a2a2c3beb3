// One agency that has its own idea of AgencyAnswer would break the answers of all others.

import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../schema/compose/composeSupergraph.js';
import { INTERFACE_FIELDS, composeEdited, edited, problemsOf, world } from '../world.js';

const RULE = 'answerInterfaceExact';

/** The interface and the agency's answer that implements it, both with the same edit, so that the schema is valid in itself. */
function problemsWith(from: string, to: string) {
  const sdl = edited('labour-demand', INTERFACE_FIELDS, INTERFACE_FIELDS).replaceAll(from, to);
  return problemsOf(RULE, composeSupergraph(world({ 'labour-demand': sdl })));
}

describe('answerInterfaceExact', () => {
  it('refuses a field that the contract does not have', () => {
    expect(problemsWith('attestation: String', 'attestation: String note: String')).toMatchObject([
      {
        agency: 'labour-demand',
        place: 'AgencyAnswer.note',
        line: 4,
        message: 'AgencyAnswer.note is not in the contract; declared here, it is demanded of the answers of every agency.',
      },
    ]);
  });

  it('refuses an interface that lacks a field', () => {
    expect(problemsWith('retryAt: DateTime', '')).toMatchObject([
      { agency: 'labour-demand', place: 'AgencyAnswer', line: 4, message: 'AgencyAnswer lacks the field retryAt: DateTime.' },
    ]);
  });

  it.each([
    ['nullability', 'status: AnswerStatus!', 'status: AnswerStatus'],
    ['type', 'asOf: DateTime', 'asOf: String'],
    ['arguments', 'attestation: String', 'attestation(format: String): String'],
  ])('refuses a field of another %s', (_case, from, to) => {
    const field = from.slice(0, from.indexOf(':'));
    expect(problemsWith(from, to)).toMatchObject([{ agency: 'labour-demand', place: `AgencyAnswer.${field}`, line: 4 }]);
  });

  it('refuses another kind of type under the name of the interface', () => {
    const result = composeEdited('applicants', 'track: String!', 'track: String! other: AgencyAnswer } type AgencyAnswer { id: ID!');
    expect(problemsOf(RULE, result)).toMatchObject([{ agency: 'applicants', place: 'AgencyAnswer' }]);
  });

  it("accepts the contract's interface and an agency without it", () => {
    expect(composeSupergraph(world())).toMatchObject({ kind: 'composed' });
  });
});
