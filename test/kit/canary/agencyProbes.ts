// What reaches an agency past the gateway, or from it, with identifiers in it: calls that are signed, and others.

import { randomUUID } from 'node:crypto';
import type { AgencyName } from '../../../schema/contract/AgencyName.js';
import { encodeCaller } from '../../../schema/contract/Caller.js';
import { AGENCY_HEADER, CALLER_HEADER, CASE_HEADER, DEADLINE_HEADER, PURPOSE_HEADER, REQUEST_ID_HEADER } from '../../../schema/contract/headers.js';
import type { CallKey } from '../../../schema/contract/signature/CallKey.js';
import { signCall } from '../../../schema/contract/signature/signCall.js';
import type { Canaries } from './Canary.js';
import type { HttpProbe, Probe } from './Probe.js';

/** @param key that the agency trusts. */
export function agencyProbes(agency: AgencyName, canaries: Canaries, key: CallKey): Probe[] {
  const { person, case: caseId, iin, bin, name, latinName, account } = canaries;
  const query = `query ${latinName} { ${latinName}: __typename } # ${person} ${name}`;
  const caller = { issuer: 'https://id.example', subject: account, scopes: ['case:read'], regions: ['35'], applicantId: person, employerBin: bin };
  const fields = {
    'content-type': 'application/json',
    [AGENCY_HEADER]: agency,
    [REQUEST_ID_HEADER]: person,
    [DEADLINE_HEADER]: '5000',
    [CALLER_HEADER]: encodeCaller(caller),
    [PURPOSE_HEADER]: 'case-work',
    [CASE_HEADER]: caseId,
  };
  const signed = (what: string, status: number, body: string, more: Partial<HttpProbe> = {}): HttpProbe => {
    const signature = signCall({ method: 'POST', target: '/graphql', fields }, body, key, { created: Math.floor(Date.now() / 1_000), nonce: randomUUID() });
    return { what, status, headers: { ...fields, ...signature }, body, ...more };
  };
  const once = signed('a signed call', 200, JSON.stringify({ query }));
  const entities = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';

  return [
    once,
    { ...once, what: 'the same call again', status: 401 },
    signed('a signed call with another body', 401, JSON.stringify({ query }), { body: JSON.stringify({ query: `${query} ${iin}` }) }),
    signed('a signed call to another address', 401, JSON.stringify({ query }), { path: `/graphql?iin=${iin}` }),
    signed('a syntax error', 400, JSON.stringify({ query: `{ ${latinName}(id: "${name}` })),
    signed('an unknown field', 400, JSON.stringify({ query: `{ ${latinName} }` })),
    signed('a missing variable', 200, JSON.stringify({ query: entities, variables: { [latinName]: person } })),
    signed('an entity of no known type', 200, JSON.stringify({ query: entities, variables: { representations: [{ __typename: latinName, id: person }] } })),
    signed('a body that is no JSON', 400, `{"query": "${person} ${name}`),
    { what: 'an unsigned call', status: 401, headers: { ...fields, 'user-agent': person, cookie: iin }, body: JSON.stringify({ query }) },
    { what: 'an unsigned address', status: 401, method: 'GET', path: `/graphql?query=${encodeURIComponent(query)}&iin=${iin}` },
    { what: 'an address of nothing', status: 404, method: 'GET', path: `/persons/${person}?iin=${iin}` },
    { what: 'a fault that there is not', status: 400, path: '/dev/fault', body: JSON.stringify({ [person]: name }) },
    { what: 'seed data that there are not', status: 400, path: '/dev/seed', body: JSON.stringify({ applicants: person }) },
    { what: 'a body that is no JSON, at a door for developers', status: 400, path: '/dev/fault', body: `{"${person}` },
    { what: 'a body that is too large, at a door for developers', status: 413, path: '/dev/fault', body: JSON.stringify({ name: `${person} `.repeat(60_000) }) },
    { what: 'a version of HTTP that there is not', raw: `GET /${person} HTTP/9.9\r\nx-name: ${latinName}\r\n\r\n` },
    { what: 'headers that are too large', raw: `GET /graphql HTTP/1.1\r\nhost: x\r\nx-name: ${`${person} `.repeat(2_000)}\r\n\r\n` },
    { what: 'half a body', raw: `POST /dev/fault HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"${person}` },
  ];
}
