// What is kept of answers holds nothing by which a person could be meant, whatever clients and agencies put where they can. The
// agency here allows everything to be kept. And what is not tagged is never kept: over random operations of the product's own schema.

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { getNamedType, isEnumType, isLeafType, isObjectType, type GraphQLObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { REFERENCE_DATA_TAG } from '../../../../schema/contract/tags.js';
import { readAgencyOperation } from '../../../../gateway/subgraph/AgencyOperation.js';
import { readReferenceSelection } from '../../../../gateway/subgraph/stale/readReferenceSelection.js';
import { buildSupergraph } from '../../../../gateway/supergraph/loadSupergraph.js';
import { createCanaries, listCanaries } from '../../../kit/canary/Canary.js';
import { CanarySearch } from '../../../kit/canary/CanarySearch.js';
import { ReferenceClient } from '../../../kit/gateway/referenceClient.js';
import { SUPERGRAPH_FILE } from '../../../kit/gateway/testWorld.js';

it('no identifier is found in the store, from any place where one can be written', async () => {
  const register = new ReferenceClient();
  const canaries = createCanaries();
  const { iin, latinName, person, name } = canaries;
  const lookup = (code: string) => register.request('query($representations:[_Any!]!){_entities(representations:$representations){...on Region{name}}}', {}, [{ __typename: 'Region', code }]);
  const entity = { _entities: [{ name: 'x' }] };
  // Of each the answer is what was asked for, so that it is kept unless the question forbids it.
  const regions = { regions: [{ name: 'x' }] };
  await register.hear(register.request(`query ${latinName}{regions{name}}`), regions);
  await register.hear(register.request(`query($${latinName}:Boolean!){regions{name @include(if:$${latinName})}}`, { [latinName]: true }), regions);
  await register.hear(register.request(`{regions{...${latinName}}} fragment ${latinName} on Region{name}`), regions);
  await register.hear(register.request(`{regions{${latinName}:name}}`), { regions: [{ [latinName]: 'x' }] });
  await register.hear(register.request(`{regions{name__${iin}:name}}`), { regions: [{ [`name__${iin}`]: 'x' }] });
  await register.hear(register.request(`{region(code:"${iin}"){name}}`), { region: { name: 'x' } });
  await register.hear(register.request('query($c:ID!){region(code:$c){name}}', { c: iin }), { region: { name: 'x' } });
  await register.hear(register.request('query($k:Kind){regionsOf(kind:$k){name}}', { k: iin }), { regionsOf: [{ name: 'x' }] });
  await register.hear(register.request('query($r:Boolean){regionsOf(retired:$r){name}}', { r: name }), { regionsOf: [{ name: 'x' }] });
  await register.hear(register.request('{regions{name}}', { more: iin }), regions);
  for (const code of [iin, name, person.padEnd(41, '-')]) await register.hear(lookup(code), entity);
  await register.hear(register.request('{others{name}}'), { others: [{ name }] });
  await register.hear(register.request('{person}'), { person: name });
  await register.hear(register.request('{regions{name}}'), { regions: [{ name: 'x', [latinName]: iin }], [latinName]: name });
  const held = [...register.answers.held()];
  register.close();
  // The question without any, with the condition, and with the fragment: what is left of it is a name of the schema.
  expect(held.length).toBeGreaterThanOrEqual(3);
  expect(new CanarySearch(listCanaries(canaries)).search(JSON.stringify(held), 'store')).toEqual([]);
});

const supergraph = buildSupergraph(readFileSync(SUPERGRAPH_FILE, 'utf8'));

/** `Type.field` of what the composed schema tags, read from its text alone. */
const TAGGED: ReadonlySet<string> = new Set(
  Object.values(supergraph.schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap(({ name, astNode }) => ((astNode?.directives ?? []).some((each) => each.name.value === 'tag' && JSON.stringify(each.arguments).includes(`"${REFERENCE_DATA_TAG}"`)) ? [`${type.name}.${name}`] : []))
      : [],
  ),
);

interface Written {
  readonly text: string;
  readonly fields: readonly string[];
}

/** A selection on the type, and the coordinates of all its fields; those that are tagged are preferred, so that some of them are all it has. */
function selectionOn(type: GraphQLObjectType, depth: number): fc.Arbitrary<Written> {
  const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
  const fieldOf = ({ name, args, type: fieldType }: (typeof fields)[number]): fc.Arbitrary<Written> => {
    const coordinate = `${type.name}.${name}`;
    const given = args.filter((argument) => String(argument.type).endsWith('!') && argument.defaultValue === undefined).map((argument) => `${argument.name}:${literalOf(argument.type)}`);
    const call = `${name}${given.length > 0 ? `(${given.join(',')})` : ''}`;
    const named = getNamedType(fieldType);
    if (!isObjectType(named)) return fc.constant({ text: isLeafType(named) ? call : `${call}{__typename}`, fields: [coordinate] });
    return selectionOn(named, depth - 1).map((inner) => ({ text: `${call}${inner.text}`, fields: [coordinate, ...inner.fields] }));
  };
  if (fields.length === 0) return fc.constant({ text: '{__typename}', fields: [] });
  const tagged = fields.filter(({ name }) => TAGGED.has(`${type.name}.${name}`));
  const choice = tagged.length === 0 ? fc.constantFrom(...fields) : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...tagged) }, { weight: 1, arbitrary: fc.constantFrom(...fields) });
  return fc.array(choice.chain(fieldOf), { minLength: 1, maxLength: 3 }).map((all) => ({ text: `{${all.map(({ text }) => text).join(' ')}}`, fields: all.flatMap((each) => each.fields) }));
}

function literalOf(type: Parameters<typeof getNamedType>[0] & {}): string {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  return { Int: '1', Boolean: 'true' }[String(named)] ?? '"x"';
}

const lookup = fc
  .constantFrom(...Object.values(supergraph.schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__') && !['Query', 'Mutation'].includes(type.name)))
  .chain((type) => selectionOn(type as GraphQLObjectType, 2).map(({ text, fields }): Written => ({ text: `query($representations:[_Any!]!){_entities(representations:$representations){...on ${type.name}${text}}}`, fields })));

it('an operation of the product is reference data exactly where every field of it carries the tag', () => {
  let keptCount = 0;
  fc.assert(
    fc.property(fc.oneof(selectionOn(supergraph.schema.getQueryType()!, 3), lookup), ({ text, fields }) => {
      const operation = readAgencyOperation(supergraph.schema, 'agency', { text });
      const isKept = readReferenceSelection(supergraph.schema, supergraph.accessRules, operation) !== undefined;
      if (isKept) keptCount += 1;
      expect(isKept).toBe(fields.length > 0 && fields.every((coordinate) => TAGGED.has(coordinate)));
    }),
    { numRuns: 2_000 },
  );
  expect(keptCount).toBeGreaterThan(50);
});
