// From type-graphql classes to a federation subgraph: build, print with directives, build again as a
// subgraph with reference resolvers. The printed SDL is what the agency publishes and what composition reads.

import 'reflect-metadata';
import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { isIntrospectionType, isObjectType, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { DateScalar, DateTimeScalar } from './scalars.js';

/**
 * Turns a representation into the entity. It never returns null: an agency that knows nothing returns
 * the representation itself, and its answers say NO_RECORD or NOT_REQUESTED.
 */
export type Reference<Context> = (
  representation: Representation,
  context: Context,
) => object | Promise<object>;

/** The key of an entity, and whatever fields the schema's @requires asks for. */
export interface Representation {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

export interface AgencySchemaParts<Context> {
  readonly resolvers: NonEmptyArray<Function>;
  readonly orphanedTypes: Function[];
  readonly references: Readonly<Record<string, Reference<Context>>>;
}

/** Federation 2.9 is the lowest version with every directive in use (@cost and @listSize came with it). */
const FEDERATION_LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@tag", "@requiresScopes", "@cost", "@listSize"]
)`;

export interface AgencySchema {
  readonly schema: GraphQLSchema;
  /** What composition reads, with the federation link on top. */
  readonly sdl: string;
}

export async function buildAgencySchema<Context>(parts: AgencySchemaParts<Context>): Promise<AgencySchema> {
  const classSchema = await buildSchema({
    resolvers: parts.resolvers,
    orphanedTypes: parts.orphanedTypes,
    scalarsMap: [],
    // Answers are typed values; nothing of class-validator is used.
    validate: false,
  });
  restoreArgumentOrder(classSchema);
  const sdl = `${FEDERATION_LINK}\n\n${printSubgraphSchema(classSchema)}\n`;
  const typeDefs: DocumentNode = parse(sdl);
  const resolvers: Record<string, unknown> = { ...createResolversMap(classSchema), Date: DateScalar, DateTime: DateTimeScalar };
  for (const [typeName, reference] of Object.entries(parts.references)) {
    resolvers[typeName] = {
      ...(resolvers[typeName] as object),
      // The representation's own fields win over the loaded row: @requires facts arrive only here.
      __resolveReference: async (representation: Representation, context: Context) => ({
        ...(await reference(representation, context)),
        ...representation,
      }),
    };
  }
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  return { schema, sdl };
}

/**
 * TypeScript evaluates parameter decorators from the last to the first, and type-graphql keeps that
 * order; readers of the schema expect the order of the code.
 */
function restoreArgumentOrder(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) field.args = field.args.toReversed();
  }
}
