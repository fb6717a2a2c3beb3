// What keeps silence from being read as consent, guard by guard: each as a small change of the compiled gateway that takes it
// away. A text that no longer stands in its file is said so; then the change is written anew, for the code that is there.

import type { SeededBug } from '../../fuzz/bugs/SEEDED_BUGS.js';

export const GUARDS: readonly SeededBug[] = [
  {
    name: 'UNAVAILABLE is the gateway’s word alone',
    file: 'subgraph/agencyStatuses.js',
    text: "ANSWER_STATUSES.filter((status) => status !== 'UNAVAILABLE')",
    becomes: 'ANSWER_STATUSES',
  },
  {
    name: 'a written answer says UNAVAILABLE',
    file: 'subgraph/writeAnswers.js',
    text: "return 'UNAVAILABLE';",
    becomes: "return 'NO_RECORD';",
  },
  {
    name: 'a total in a written answer is null, not zero',
    file: 'subgraph/writeAnswers.js',
    text: 'return inner === undefined ? null : this.#answer(inner, nodes);',
    becomes: "return inner === undefined ? (String(fieldType) === 'Int' ? 0 : null) : this.#answer(inner, nodes);",
  },
  {
    name: 'a list in a written answer is null, not empty',
    file: 'subgraph/writeAnswers.js',
    text: 'return inner === undefined ? null : this.#answer(inner, nodes);',
    becomes: "return inner === undefined ? (String(fieldType).startsWith('[') ? [] : null) : this.#answer(inner, nodes);",
  },
  {
    name: 'an answer without a status of the contract is none',
    file: 'subgraph/writeAnswers.js',
    text: 'return AGENCY_STATUSES.has(ownValue(value, key));',
    becomes: 'return true;',
  },
  {
    name: 'a whole answer has a status of the contract',
    file: 'subgraph/AnswerCheck.js',
    text: 'if (place === undefined || !AGENCY_STATUSES.has(value))',
    becomes: 'if (false)',
  },
  {
    name: 'an agency answers in its own name',
    file: 'subgraph/writeAnswers.js',
    text: "return field.name.value !== 'agency' || ownValue(value, key) === this.#gap.agency;",
    becomes: 'return true;',
  },
  {
    name: 'an entity that an answer is owed about is never none',
    file: 'subgraph/writeAnswers.js',
    text: 'if (entity === null && !types.some((each) => this.#owesAnswer(each, this.#collector.fieldsOf(each, nodes))))',
    becomes: 'if (entity === null)',
  },
  {
    name: 'as many entities come as were asked about',
    file: 'subgraph/classifyReply.js',
    text: 'if (entities.length !== entityCount)',
    becomes: 'if (false)',
  },
  {
    name: 'what comes with a server’s error is no answer',
    file: 'subgraph/classifyReply.js',
    text: 'if (status >= 500)',
    becomes: 'if (status >= 600)',
  },
  {
    name: 'a null that no agency gave has an error',
    file: 'subgraph/explainGaps.js',
    text: '...unexplained.map(',
    becomes: '...[].map(',
  },
];
