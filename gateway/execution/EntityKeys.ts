// By which keys each agency knows an entity, as the composed schema says (`@join__type(graph:, key:)`).
// An entity whose every key is null cannot be asked about: it is nobody.

import { Kind, parse, type GraphQLSchema } from 'graphql';

/** Names of the fields at the top of one key. */
export type EntityKey = readonly string[];

const NO_KEYS: readonly EntityKey[] = [];

export class EntityKeys {
  /** `agency Type` → keys. */
  readonly #keys = new Map<string, EntityKey[]>();

  /** @param schema the whole composed schema, with its syntax tree (Supergraph.schema). */
  constructor(schema: GraphQLSchema) {
    const agencies = agenciesByGraph(schema);
    for (const { name, astNode } of Object.values(schema.getTypeMap())) {
      for (const directive of astNode?.directives ?? []) {
        if (directive.name.value !== 'join__type') continue;
        const given = new Map(directive.arguments?.map((argument) => [argument.name.value, argument.value]));
        const [graph, key] = [given.get('graph'), given.get('key')];
        if (graph?.kind !== Kind.ENUM || key?.kind !== Kind.STRING) continue;
        const place = `${agencies.get(graph.value)} ${name}`;
        this.#keys.set(place, [...(this.#keys.get(place) ?? []), fieldsOf(key.value)]);
      }
    }
  }

  of(agency: string, typeName: string): readonly EntityKey[] {
    return this.#keys.get(`${agency} ${typeName}`) ?? NO_KEYS;
  }
}

function agenciesByGraph(schema: GraphQLSchema): Map<string, string> {
  const graphs = schema.getType('join__Graph')?.astNode;
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map(({ name, directives = [] }) => {
      const given = directives.find((directive) => directive.name.value === 'join__graph')?.arguments ?? [];
      const agency = given.find((argument) => argument.name.value === 'name')?.value;
      return [name.value, agency?.kind === Kind.STRING ? agency.value : name.value];
    }),
  );
}

function fieldsOf(key: string): EntityKey {
  const [definition] = parse(`{${key}}`, { noLocation: true }).definitions;
  const selections = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? selection.name.value : []));
}
