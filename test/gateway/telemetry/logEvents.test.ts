// Lines about requests and agencies' calls, where what they are about holds identifiers in every field that somebody else
// than the gateway can fill.

import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ClientError } from '../../../gateway/errors/ClientError.js';
import { Exchange } from '../../../gateway/Exchange.js';
import type { Operation } from '../../../gateway/operation/Operation.js';
import { createEngineLogger } from '../../../gateway/telemetry/createEngineLogger.js';
import { createLogger } from '../../../gateway/telemetry/createLogger.js';
import { logRequestClosed } from '../../../gateway/telemetry/logEvents.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { createCanaries, listCanaries } from '../../kit/canary/Canary.js';
import { CanarySearch } from '../../kit/canary/CanarySearch.js';
import { operationOf } from '../../kit/gateway/executeOver.js';

const canaries = createCanaries();
const { person, case: caseId, iin, bin, name, latinName, account } = canaries;
const search = new CanarySearch(listCanaries(canaries));

/** What is written, at the most talkative level. */
function logged(write: (logger: ReturnType<typeof createLogger>) => void): { readonly line: Record<string, unknown>; readonly text: string } {
  let text = '';
  write(createLogger({ name: 'gateway', level: 'trace', destination: { write: (line: string) => void (text += line) } }));
  return { line: JSON.parse(text) as Record<string, unknown>, text };
}

const CALLER = { issuer: 'https://id.example', subject: account, scopes: [], regions: [], applicantId: person, employerBin: bin };
const OPERATION: Operation = {
  ...operationOf(`query ${latinName}($${latinName}: ID!) { ${latinName}: applicant(id: "${person}") { id } }`),
  variables: { [latinName]: person },
  warnings: [{ rule: 'AnswerStatusRequired', message: name }],
};
const RESPONSE = { httpStatus: 200, transport: false, headers: { [latinName]: person }, body: { data: { [latinName]: person }, errors: [{ message: name, path: [person], extensions: { code: latinName, agency: person } }] } };

function closed(thrown?: unknown, operation = OPERATION) {
  const exchange = new Exchange({ clock: systemClock, caller: CALLER, purpose: 'case-work', caseId, language: latinName });
  exchange.close();
  return logged((logger) => logRequestClosed(logger, { exchange, operation, response: RESPONSE, ...(thrown !== undefined && { thrown }) }));
}

describe('a request that is closed', () => {
  it.each<[string, unknown, string]>([
    ['with an answer', undefined, 'request closed'],
    ['with a refusal', new ClientError('GRAPHQL_VALIDATION_FAILED', [{ message: `${name} ${iin}` }]), 'request closed'],
    ['by a fault', new TypeError(`${person}\n    at ${name} (file:///${person}:1:1)`), 'request failed'],
    ['by what is no error', { message: person, [latinName]: iin }, 'request failed'],
  ])('%s is told without any of it', (_how, thrown, msg) => {
    const { line, text } = closed(thrown);
    expect(line).toMatchObject({ msg, operationKind: 'query', errorCodes: ['AGENCY_CODE'] });
    expect(search.search(text, 'the log')).toEqual([]);
  });

  it('is told with its name where the manifest has its document', () => {
    expect(closed(undefined, { ...OPERATION, isKnown: true, name: 'CaseFile', document: parse('{ a }') }).line).toMatchObject({ operationName: 'CaseFile' });
  });
});

it('an error that is logged as it was thrown says no more than where', () => {
  for (const key of ['err', 'error']) {
    const { line, text } = logged((logger) => logger.error({ [key]: Object.assign(new RangeError(`${name} ${iin}`), { detail: person }) }, 'words'));
    expect(line).toMatchObject({ msg: 'words', [key]: { fault: 'RangeError' } });
    expect(search.search(text, 'the log')).toEqual([]);
  }
});

it.each([
  ['warn', 'the engine warns'],
  ['error', 'the engine reports an error'],
] as const)('what an engine that is not ours has to %s about is not repeated', (level, msg) => {
  const { line, text } = logged((logger) => createEngineLogger(logger, 'apollo')[level](`Unexpected error: ${person} ${name}`));
  expect(line).toMatchObject({ msg, engine: 'apollo' });
  expect(search.search(text, 'the log')).toEqual([]);
});
