import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readAgencyOperation } from '../../../gateway/subgraph/AgencyOperation.js';
import { writeAnswers } from '../../../gateway/subgraph/writeAnswers.js';

const schema = buildSchema(`
  interface AgencyAnswer { agency: String! status: String! asOf: String retryAt: String }
  interface Place { code: ID! }
  type Clearance implements AgencyAnswer {
    agency: String! status: String! asOf: String retryAt: String
    outcome: String checks: [Check!] detail: Detail inner: Check person: Person
  }
  type Check implements AgencyAnswer { agency: String! status: String! asOf: String retryAt: String outcome: String }
  type Detail { text: String! }
  type Person { name: String! }
  type Application { id: ID! kind: String clearance: Clearance! maybe: Clearance checks: [Check!] note: String nested: Nested nesteds: [Nested!] must: String! stage: Stage count: Int own: _Any }
  enum Stage { EARLY LATE }
  type Nested { clearance: Clearance! text: String }
  type Region implements Place { code: ID! name: String! quota: Int }
  union _Entity = Application | Region
  scalar _Any
  type Query { _entities(representations: [_Any!]!): [_Entity]! first: Clearance! application: Application region: Region! place: Place }
`);

const RETRY_AT = new Date('2026-03-01T09:00:00Z');
const WRITTEN = { agency: 'agency-a', status: 'UNAVAILABLE', retryAt: '2026-03-01T09:00:00.000Z' };
const ANSWERED = { status: 'ANSWERED' };

function write(text: string, variables: Record<string, unknown> = {}, data?: Record<string, unknown>) {
  const operation = readAgencyOperation(schema, 'agency-a', { text });
  const { representations = [], ...others } = variables;
  const asked = { text: JSON.stringify(representations), typeNames: (representations as { __typename: string }[]).map(({ __typename }) => __typename) };
  const gap = { schema, operation, variables: others, agency: 'agency-a', retryAt: RETRY_AT, ...(operation.operationClass === 'lookup' && { representations: asked }) };
  const { data: written, answers, nulls } = writeAnswers(gap, data);
  return { data: JSON.parse(JSON.stringify(written)) as unknown, answers: answers.map((path) => path.join('.')), nulls: nulls.map((path) => path.join('.')) };
}

const nullsFor = (place: object) => write('{ place { __typename code } }', {}, { place }).nulls;
const entities = (selection: string, more = '') => `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } } ${more}`;
const APPLICATIONS = { representations: [{ __typename: 'Application', id: '1' }, { __typename: 'Application', id: '2' }] };

describe('where nothing came', () => {
  it('an answer says who, that it is unavailable, and when to ask again; all else in it is null', () => {
    const selection = 'agency status asOf retryAt outcome checks { status } detail { text } person { name } __typename';
    expect(write(`{ first { ${selection} } }`)).toEqual({
      data: { first: { ...WRITTEN, asOf: null, outcome: null, checks: null, detail: null, person: null, __typename: 'Clearance' } },
      answers: ['first'],
      nulls: [],
    });
  });

  it('a single answer inside an answer is written too', () => {
    expect(write('{ first { status inner { status agency } } }').data).toEqual({
      first: { status: 'UNAVAILABLE', inner: { status: 'UNAVAILABLE', agency: 'agency-a' } },
    });
  });

  it('a field that is no answer is null, and so is a list of answers', () => {
    expect(write('{ application { clearance { status } } }')).toEqual({ data: { application: null }, answers: [], nulls: ['application'] });
    expect(write(entities('... on Application { checks { status } }'), APPLICATIONS)).toMatchObject({
      data: { _entities: [{ checks: null }, { checks: null }] },
      nulls: ['_entities.0.checks', '_entities.1.checks'],
    });
  });

  it('each entity gets its answers, under aliases and through fragments', () => {
    const text = entities(
      '__typename ...F ... on Region { quota }',
      'fragment F on Application { id c: clearance { s: status ...G } d: clearance { status } } fragment G on AgencyAnswer { who: agency }',
    );
    const entity = { __typename: 'Application', c: { s: 'UNAVAILABLE', who: 'agency-a' }, d: { status: 'UNAVAILABLE' } };
    expect(write(text, APPLICATIONS)).toEqual({
      data: { _entities: [{ ...entity, id: '1' }, { ...entity, id: '2' }] },
      answers: ['_entities.0.c', '_entities.0.d', '_entities.1.c', '_entities.1.d'],
      nulls: [],
    });
  });

  it('entities of different types get what was asked of their own type', () => {
    const representations = [{ __typename: 'Region', code: '71' }, { __typename: 'Application', id: '1' }, { __typename: 'Unknown' }];
    expect(write(entities('... on Application { clearance { status } } ... on Place { code } ... on Region { quota }'), { representations })).toEqual({
      data: { _entities: [{ code: '71', quota: null }, { clearance: { status: 'UNAVAILABLE' } }, null] },
      answers: ['_entities.1.clearance'],
      nulls: ['_entities.0.quota'],
    });
  });

  it('facts that were sent in the representation stay facts, unless an alias or another field stands there', () => {
    const representations = [{ __typename: 'Application', id: '1', kind: 'K' }];
    expect(write(entities('... on Application { id kind note: kind }'), { representations })).toMatchObject({
      data: { _entities: [{ id: '1', kind: 'K', note: null }] },
      nulls: ['_entities.0.note'],
    });
  });

  it('one non-null field says it for the whole object, whose other nulls nobody sees', () => {
    expect(write(entities('... on Application { note must nested { text } }'), APPLICATIONS).nulls).toEqual(['_entities.0.must', '_entities.1.must']);
  });

  it.each([
    [{ a: true }, { clearance: { status: 'UNAVAILABLE' } }],
    [{ a: false }, { maybe: { status: 'UNAVAILABLE' } }],
    [{}, { maybe: { status: 'UNAVAILABLE' } }],
  ])('conditions are applied with the variables %j', (variables, entity) => {
    const text = `query ($representations: [_Any!]!, $a: Boolean = false) { _entities(representations: $representations) {
      ... on Application { clearance @include(if: $a) { status } ... @skip(if: $a) { maybe { status } } } } }`;
    expect(write(text, { representations: [{ __typename: 'Application' }], ...variables }).data).toEqual({ _entities: [entity] });
  });

  it('the same field selected twice gets both selections', () => {
    expect(write('{ first { status } first { outcome } }').data).toEqual({ first: { status: 'UNAVAILABLE', outcome: null } });
  });
});

describe('where usable data came', () => {
  const asked = entities('... on Application { clearance { status outcome checks { status } } note }');
  const sent = (...list: unknown[]) => write(asked, APPLICATIONS, { _entities: list });
  const good = { clearance: { ...ANSWERED, outcome: null, checks: null }, note: null };

  it('what the agency said is left alone, its nulls included', () => {
    expect(sent(good, good)).toEqual({ data: { _entities: [good, good] }, answers: [], nulls: [] });
  });

  it.each([
    ['null', null],
    ['missing', undefined],
    ['no object', 'x'],
    ['a list', [ANSWERED]],
    ['an object without a status', { outcome: 'CLEARED' }],
    ['an object with an unknown status', { status: 'FINE', outcome: 'CLEARED' }],
    ["an object with the gateway's own status", { status: 'UNAVAILABLE', outcome: 'CLEARED' }],
  ])('an answer that is %s is written, and only that one', (_what, clearance) => {
    expect(sent({ clearance, note: 'n' }, good)).toEqual({
      data: { _entities: [{ clearance: { status: 'UNAVAILABLE', outcome: null, checks: null }, note: 'n' }, good] },
      answers: ['_entities.0.clearance'],
      nulls: [],
    });
  });

  it("an answer in another agency's name is no answer", () => {
    const text = '{ first { agency status } }';
    expect(write(text, {}, { first: { agency: 'agency-a', status: 'ANSWERED' } }).answers).toEqual([]);
    const { data, answers } = write(text, {}, { first: { agency: 'agency-b', status: 'ANSWERED' } });
    expect(data).toEqual({ first: { agency: 'agency-a', status: 'UNAVAILABLE' } });
    expect(answers).toEqual(['first']);
  });

  it('an entity of null is written where an answer is owed about it', () => {
    expect(sent(null, good)).toMatchObject({ answers: ['_entities.0.clearance'], nulls: ['_entities.0.note'] });
  });

  it('an entity of null stays null where no answer is owed', () => {
    const text = entities('... on Application { maybe { status } note }');
    expect(write(text, APPLICATIONS, { _entities: [null, { maybe: null, note: null }] })).toEqual({
      data: { _entities: [null, { maybe: null, note: null }] },
      answers: [],
      nulls: [],
    });
  });

  it('a field that was asked for and is missing is null with an error, not "there is none"', () => {
    expect(sent({ clearance: good.clearance }, good)).toMatchObject({ nulls: ['_entities.0.note'], answers: [] });
    expect(sent({ ...good, clearance: ANSWERED }, good).nulls).toEqual(['_entities.0.clearance.outcome', '_entities.0.clearance.checks']);
  });

  it.each([
    ['a text for a list', 'checks { status }', { checks: 'x' }, '_entities.0.checks'],
    ['a list for an object', 'nested { text }', { nested: [] }, '_entities.0.nested'],
    ['an object for a text', 'note', { note: {} }, '_entities.0.note'],
    ['an object for a list', 'nesteds { text }', { nesteds: { text: 't' } }, '_entities.0.nesteds'],
    ['a text in a list of objects', 'nesteds { text }', { nesteds: [{ text: 't' }, 'x'] }, '_entities.0.nesteds'],
    ['an object of a type that cannot stand there', 'nested { __typename text }', { nested: { __typename: 'Region', text: 't' } }, '_entities.0.nested'],
    ['an object of a type nobody knows', 'nested { __typename text }', { nested: { __typename: 5, text: 't' } }, '_entities.0.nested'],
  ])('%s is null with an error: it could not be merged', (_what, selection, entity, path) => {
    const text = entities(`... on Application { id ${selection} }`);
    const { data, nulls } = write(text, { representations: [APPLICATIONS.representations[0]] }, { _entities: [{ id: '1', ...entity }] });
    expect(nulls).toEqual([path]);
    expect(data).toEqual({ _entities: [{ id: '1', [path.split('.')[2] ?? '']: null }] });
  });

  it.each([
    ['null where there is never one', 'must', { must: null }, '_entities.0.must'],
    ['null in a list without any', 'nesteds { text }', { nesteds: [null] }, '_entities.0.nesteds'],
    ['a text that is no value of its enum', 'stage', { stage: 'FINE' }, '_entities.0.stage'],
    ['a text that is no number', 'count', { count: 'many' }, '_entities.0.count'],
  ])('%s is an error of its own: an engine might drop the one it finds', (_what, selection, entity, path) => {
    const text = entities(`... on Application { id ${selection} }`);
    expect(write(text, { representations: [APPLICATIONS.representations[0]] }, { _entities: [{ id: '1', ...entity }] }).nulls).toEqual([path]);
  });

  it.each([
    [31, []],
    [32, []],
    [33, ['application.note']],
    [100_000, ['application.note']],
  ])('a scalar of an agency\'s own of %i levels has the gaps %j: nobody could walk one without end', (levels, nulls) => {
    const own = JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;
    expect(write('{ application { note: own } }', {}, { application: { note: own } }).nulls).toEqual(nulls);
  });

  it('of an entity asked about by an interface all that was asked of any type is a gap, unless it says what it is', () => {
    const text = entities('... on Region { quota } ... on Place { __typename code }');
    const places = { representations: [{ __typename: 'Place', code: '11' }] };
    const gap = { data: { _entities: [{ __typename: 'Place', code: '11', quota: null }] }, answers: [], nulls: ['_entities.0.quota'] };
    expect(write(text, places)).toEqual(gap);
    expect(write(text, places, { _entities: [{ code: '11', quota: 3 }] })).toEqual(gap);
    expect(write(text, places, { _entities: [{ __typename: 'Place', code: '11', quota: 3 }] })).toEqual(gap);
    const said = { __typename: 'Region', code: '11', quota: 3 };
    expect(write(text, places, { _entities: [said] })).toEqual({ data: { _entities: [said] }, answers: [], nulls: [] });
  });

  it('what nobody asked for is left out, at every depth: an agency speaks for itself alone', () => {
    const application = { id: '1', note: null, nested: { text: 't', clearance: ANSWERED }, clearance: ANSWERED };
    const written = { data: { _entities: [{ note: null, nested: { text: 't' } }] }, answers: [], nulls: [] };
    const text = entities('... on Application { note nested { text } }');
    expect(write(text, { representations: [APPLICATIONS.representations[0]] }, { _entities: [application], other: application })).toEqual(written);
    expect(write('{ application { nested { text } } }', {}, { application, first: ANSWERED }).data).toEqual({ application: { nested: { text: 't' } } });
  });

  it('an abstract type takes the objects it can be, and no others', () => {
    expect(nullsFor({ __typename: 'Region', code: '71' })).toEqual([]);
    expect(nullsFor({ __typename: 'Application', code: '71' })).toEqual(['place']);
    expect(nullsFor({ code: '71' })).toEqual(['place']);
  });

  it.each([
    ['of another type', { __typename: 'Region' }],
    ['with another key', { id: '2' }],
  ])('an entity %s than the one asked about is no answer at all', (_what, claim) => {
    const text = entities('__typename ... on Application { id clearance { status } note }');
    const sentEntity = { __typename: 'Application', id: '1', clearance: ANSWERED, note: 'of somebody else', ...claim };
    expect(write(text, { representations: [{ __typename: 'Application', id: '1' }] }, { _entities: [sentEntity] })).toEqual({
      data: { _entities: [{ __typename: 'Application', id: '1', clearance: { status: 'UNAVAILABLE' }, note: null }] },
      answers: ['_entities.0.clearance'],
      nulls: ['_entities.0.note'],
    });
  });

  it('answers are looked for at any depth, in objects and lists', () => {
    const text = '{ application { nested { clearance { status } } nesteds { clearance { status } text } } }';
    const data = { application: { nested: { clearance: null }, nesteds: [{ clearance: ANSWERED, text: null }, { text: 't' }] } };
    expect(write(text, {}, data)).toMatchObject({
      data: { application: { nested: { clearance: { status: 'UNAVAILABLE' } }, nesteds: [{ clearance: ANSWERED }, { clearance: { status: 'UNAVAILABLE' } }] } },
      answers: ['application.nested.clearance', 'application.nesteds.1.clearance'],
      nulls: [],
    });
  });

  it.each([
    ['that says UNAVAILABLE, which is the gateway\'s word', { agency: 'agency-a', status: 'UNAVAILABLE', outcome: 'CLEAR' }],
    ['in another agency\'s name', { agency: 'agency-b', status: 'ANSWERED', outcome: 'CLEAR' }],
    ['without a status', { agency: 'agency-a', outcome: 'CLEAR' }],
    ['with a status that nobody knows', { agency: 'agency-a', status: 'FINE', outcome: 'CLEAR' }],
  ])('a list of answers with one %s is null as a whole, and explained', (_what, item) => {
    const given = { agency: 'agency-a', status: 'ANSWERED', outcome: 'HIT' };
    expect(write('{ application { checks { agency status outcome } } }', {}, { application: { checks: [given, item] } })).toEqual({
      data: { application: { checks: null } },
      answers: [],
      nulls: ['application.checks'],
    });
    expect(write('{ application { checks { agency status outcome } } }', {}, { application: { checks: [given, given] } }).nulls).toEqual([]);
  });

  it('data named like the machinery of objects does no harm', () => {
    const data = JSON.parse('{"application":{"__proto__":{"id":"x"},"constructor":1,"nested":null}}') as Record<string, unknown>;
    expect(write('{ application { id nested { clearance { status } } } }', {}, data).nulls).toEqual(['application.id']);
  });
});
