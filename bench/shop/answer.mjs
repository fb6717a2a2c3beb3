// Answers GraphQL over the shop's world with graphql-js: as one of the four subgraphs, and, for the
// expected answer, as one schema over everything, with no gateway in between.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildASTSchema, graphqlSync, Kind, parse } from 'graphql';
import { createRoot } from './world.mjs';

export const SUBGRAPH_NAMES = ['accounts', 'inventory', 'products', 'reviews'];

export const OPERATION = read('operation.graphql');

/** @param {string} name one of SUBGRAPH_NAMES */
export function readSdl(name) {
  return read(`${name}.graphql`);
}

function read(file) {
  return readFileSync(path.join(import.meta.dirname, file), 'utf8');
}

/** @returns {(request: { query: string, variables?: object, operationName?: string }) => object} */
export function createSubgraph(name) {
  const schema = buildASTSchema(parse(withEntities(readSdl(name))), { assumeValidSDL: true });
  const rootValue = createRoot(externalFields(schema));
  return ({ query, variables, operationName }) => graphqlSync({ schema, source: query, rootValue, variableValues: variables, operationName });
}

/** Names of the fields that the subgraph declares as another's. */
function externalFields(schema) {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) => type.astNode?.fields ?? []);
  return fields.filter((field) => field.directives.some(({ name }) => name.value === 'external')).map((field) => field.name.value);
}

/** What federation adds to a subgraph, as far as gateways ask it: `_entities` over the types with a key. */
function withEntities(sdl) {
  const types = parse(sdl).definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
  const entities = types.filter((node) => node.directives.some(({ name }) => name.value === 'key')).map(({ name }) => name.value);
  const query = types.some(({ name }) => name.value === 'Query') ? 'extend type Query' : 'type Query';
  return `${sdl}
    scalar _Any
    union _Entity = ${entities.join(' | ')}
    ${query} { _entities(representations: [_Any!]!): [_Entity]! }`;
}

/**
 * What is right, by an engine that knows nothing of federation.
 * @param {string} apiSdl the schema clients see
 * @param {string} shop
 */
export function expectedData(apiSdl, shop) {
  const { data, errors } = graphqlSync({
    schema: buildASTSchema(parse(apiSdl)),
    source: OPERATION,
    rootValue: createRoot(),
    variableValues: { shop },
  });
  if (errors !== undefined) throw errors[0];
  return data;
}
