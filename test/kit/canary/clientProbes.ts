// Every way in which a client can hand an identifier to a gateway: where it belongs, where it does not, and wrong.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Canaries } from './Canary.js';
import type { HttpProbe, Probe } from './Probe.js';

/** Tokens whose claims hold canaries. */
export interface CanaryTokens {
  readonly good: string;
  readonly expired: string;
}

/** @param maxRequestBytes of the gateway. */
export function clientProbes(canaries: Canaries, { good, expired }: CanaryTokens, maxRequestBytes: number): Probe[] {
  const { person, case: caseId, iin, bin, name, latinName } = canaries;
  const asOfficer = { authorization: `Bearer ${good}`, 'x-purpose': 'case-work', 'x-case-id': caseId, 'x-consent': caseId };
  const json = (what: string, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpProbe => ({
    what,
    status,
    headers: { ...asOfficer, ...headers },
    body: JSON.stringify(body),
  });
  const get = (what: string, status: number, path: string, headers: Readonly<Record<string, string>> = {}): HttpProbe => ({
    what,
    status,
    method: 'GET',
    path,
    headers: { ...asOfficer, ...headers },
  });
  const query = `query ($id: ID!) { application(id: $id) { id applicant { fullName } } }`;
  const inTheAddress = `query=${encodeURIComponent(`{ applicant(id: "${person}") { id } } # ${name}`)}&iin=${iin}`;
  const [head = '', claims = ''] = good.split('.');
  const forged = `${head}.${claims}.${Buffer.from(`signed by ${person}, or so they say`.padEnd(64)).toString('base64url')}`;
  const unsigned = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${claims}.x`;

  return [
    // Where they belong.
    json('ids in variables', 200, { query, variables: { id: caseId } }),
    json('ids in the text', 200, { query: `{ application(id: "${caseId}") { id } applicant(id: "${person}") { id } }` }),
    json('a number of an employer', 200, { query: 'query ($bin: ID!) { employer(bin: $bin) { name } }', variables: { bin } }),
    json('variables that nothing asks for', 200, { query: '{ regions { code } }', variables: { name, iin, [person]: person } }),
    // Where they do not.
    json('names in the place of names', 200, { query: `query ${latinName}($${latinName}: ID!) { ${latinName}: application(id: $${latinName}) { ...${latinName} } } fragment ${latinName} on Application { ${latinName}_: id }`, variables: { [latinName]: person }, operationName: latinName }),
    json('a comment', 200, { query: `# ${name} ${iin}\n{ regions { code } }` }),
    json('the name of a type', 200, { query: `{ __type(name: "${latinName}") { name } }` }),
    // What an agency refuses, each in its own words.
    json('a region of that name', 200, { query: 'query ($region: ID!) { applications(region: $region) { nodes { id } } }', variables: { region: name } }),
    json('a BIN that is none', 200, { query: 'query ($bin: ID!) { employer(bin: $bin) { name } }', variables: { bin: iin } }),
    json('a cursor that is none', 200, { query: 'query ($after: String) { applications(after: $after) { nodes { id } } }', variables: { after: person } }),
    json('a character that no database takes', 200, { query, variables: { id: `${caseId}\0${name}` } }),
    // What the gateway refuses in the document.
    json('a syntax error', 400, { query: `{ application(id: "${person}" ${latinName}` }),
    json('a string without an end', 400, { query: `{ application(id: "${name}` }),
    json('an unknown field', 400, { query: `{ ${latinName} }` }),
    json('an unknown argument', 400, { query: `{ application(id: "${caseId}", ${latinName}: "${iin}") { id } }` }),
    json('an unknown type', 400, { query: `query ($id: ${latinName}) { application(id: $id) { id } }` }),
    json('a value of the wrong type', 400, { query: `{ applications(first: "${iin}") { nodes { id } } }` }),
    json('an answer without its status', 400, { query: `{ ${latinName}: application(id: "${caseId}") { clearance { outcome } } }` }),
    json('too many aliases', 400, { query: `{ ${Array.from({ length: 101 }, (_, index) => `${latinName}${index}: applicant(id: "${person}") { id }`).join(' ')} }` }),
    json('a subscription', 400, { query: `subscription { ${latinName} }` }),
    json('an unknown operation', 400, { query: 'query A { regions { code } } query B { regions { code } }', operationName: latinName }),
    // In its variables.
    json('a missing variable', 400, { query, variables: { [person]: name } }),
    json('a variable of the wrong type', 400, { query, variables: { id: { [iin]: [name, person] } } }),
    json('variables that are no object', 400, { query, variables: name }),
    // In what it stands for.
    json('a document by an id that is none', 400, { documentId: `sha256:${person}` }),
    json('a document that nobody knows', 404, { extensions: { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(`{ applicant(id: "${person}") { id } }`).digest('hex') } } }),
    json('a document with the hash of another', 400, { query: `{ applicant(id: "${person}") { id } }`, documentId: `sha256:${'0'.repeat(64)}` }),
    // In the body.
    json('a batch', 400, [{ query, variables: { id: person } }, { query }]),
    { ...json('a body that is too large', 413, {}), body: JSON.stringify({ query, variables: { id: `${person} ${name} `.repeat(maxRequestBytes / 40) } }) },
    { ...json('a body that is no JSON', 400, {}), body: `{"query": "${person}", ${name}` },
    { ...json('a body that is no UTF-8', 400, {}), body: Buffer.from(`{"query":"${person}\xe9"}`, 'latin1') },
    { ...json('a body that is compressed', 415, {}, { 'content-encoding': 'gzip' }), body: gzipSync(JSON.stringify({ query, variables: { id: person } })) },
    { ...json('a text', 415, {}, { 'content-type': 'text/plain' }), body: `${person} ${name}` },
    { ...json('a form', 415, {}, { 'content-type': 'application/x-www-form-urlencoded' }), body: inTheAddress },
    // In the address.
    get('an address that asks', 200, `/graphql?${inTheAddress}`, { 'apollo-require-preflight': person }),
    get('an address that another page may have sent', 400, `/graphql?${inTheAddress}`, { 'content-type': 'text/plain' }),
    get('an address that is no UTF-8', 400, `/graphql?${inTheAddress}&x=%ff`, { 'apollo-require-preflight': '1' }),
    get('an address of nothing', 404, `/applicants/${person}?${inTheAddress}`),
    get('an address that cannot be read', 400, `/${person}/%zz`),
    { ...get('a method that there is not', 405, `/graphql?${inTheAddress}`), method: 'PUT' },
    // In tokens.
    ...Object.entries({
      'a token that is none': `Bearer ${person}`,
      'another scheme': `Basic ${Buffer.from(`${person}:${iin}`).toString('base64')}`,
      'a token that was forged': `Bearer ${forged}`,
      'a token that nobody signed': `Bearer ${unsigned}`,
      'a token that has expired': `Bearer ${expired}`,
    }).map(([what, authorization]) => json(what, 401, { query, variables: { id: caseId } }, { authorization })),
    // In headers.
    ...[person, iin, `${iin}.${latinName}`, `01234567-89ab-4cde-8f01-${iin}`].map((id) => json(`the request id ${id === iin ? 'of digits' : 'of letters'}`, 200, { query, variables: { id: caseId } }, { 'x-request-id': id })),
    json('a purpose that is none', 400, { query }, { 'x-purpose': latinName }),
    json('a case that is none', 400, { query }, { 'x-case-id': `${person} ${iin}` }),
    json('a consent that is none', 400, { query }, { 'x-consent': `${person} ${iin}` }),
    json('a media type that is none', 406, { query }, { accept: `text/${latinName}` }),
    json('headers of all kinds', 200, { query, variables: { id: caseId } }, {
      'user-agent': `${person} (${iin})`,
      'x-forwarded-for': `${iin}, ${person}`,
      forwarded: `for=${person}`,
      traceparent: `00-0000${iin}0000${iin}-${iin}0000-01`,
      tracestate: `person=${person}`,
      baggage: `name=${encodeURIComponent(name)}`,
      cookie: `person=${person}; name=${encodeURIComponent(name)}`,
      'accept-language': latinName,
      origin: `https://${latinName}.example`,
      referer: `https://portal.example/${person}`,
      'x-answer-errors': person,
      [`x-${latinName}`]: iin,
    }),
    // On the wire.
    { what: 'a version of HTTP that there is not', raw: `GET /${person} HTTP/9.9\r\nx-name: ${latinName}\r\n\r\n` },
    { what: 'headers that are too large', raw: `GET /graphql HTTP/1.1\r\nhost: x\r\nx-name: ${`${person} `.repeat(2_000)}\r\n\r\n` },
    { what: 'half a body', raw: `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query":"${person}` },
    { what: 'a body in pieces that are none', raw: `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${person}\r\n` },
  ];
}
