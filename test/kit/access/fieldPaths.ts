// Where each field of a schema can be asked for: for every type one way from the root, the shortest, with arguments.

import { getNamedType, isCompositeType, isInterfaceType, isObjectType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { AGENCY_ANSWER } from '../../../schema/contract/agencyAnswer.js';

export interface FieldStep {
  /** `Application.readiness`. */
  readonly coordinate: string;
  /** Of the type that has it. */
  readonly typeName: string;
  readonly name: string;
  /** As it is selected, with arguments. */
  readonly text: string;
  /** The type of its value is an answer of an agency. */
  readonly isAnswer: boolean;
  /** It has a selection of its own. */
  readonly isComposite: boolean;
}

export interface SchemaType {
  readonly name: string;
  /** From the root; empty for the root itself. */
  readonly path: readonly FieldStep[];
  readonly fields: readonly FieldStep[];
}

/**
 * @param argumentsOf values of required arguments, in GraphQL's notation: `{ 'Query.applicant': '(id: "1")' }`.
 * @param detours for types whose shortest way leads nowhere in the data: names of the fields that lead there.
 * @returns every object type that a query can reach, in the order of the schema.
 */
export function fieldPaths(schema: GraphQLSchema, argumentsOf: Readonly<Record<string, string>>, detours: Readonly<Record<string, readonly string[]>>): readonly SchemaType[] {
  const query = schema.getQueryType()!;
  const stepOf = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldStep => {
    const coordinate = `${type.name}.${field.name}`;
    const given = argumentsOf[coordinate];
    if (given === undefined && field.args.some((argument) => String(argument.type).endsWith('!') && argument.defaultValue === undefined)) {
      throw new Error(`${coordinate} needs arguments: say in argumentsOf what to ask for`);
    }
    const value = getNamedType(field.type);
    return {
      coordinate,
      typeName: type.name,
      name: field.name,
      text: `${field.name}${given ?? ''}`,
      isAnswer: isObjectType(value) && value.getInterfaces().some(({ name }) => name === AGENCY_ANSWER),
      isComposite: isCompositeType(value),
    };
  };
  const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields()).map((field) => ({ step: stepOf(type, field), value: getNamedType(field.type) }));

  const paths = new Map<string, readonly FieldStep[]>([[query.name, []]]);
  for (const name of paths.keys()) {
    const type = schema.getType(name) as GraphQLObjectType;
    for (const { step, value } of fieldsOf(type)) {
      if (isInterfaceType(value)) throw new Error(`${step.coordinate} is an interface: no field of this schema returned one`);
      if (isObjectType(value) && !paths.has(value.name)) paths.set(value.name, [...paths.get(name)!, step]);
    }
  }
  for (const [name, fields] of Object.entries(detours)) {
    let type = query;
    paths.set(
      name,
      fields.map((fieldName) => {
        const found = fieldsOf(type).find(({ step }) => step.name === fieldName);
        if (found === undefined) throw new Error(`${type.name} has no field ${fieldName}`);
        type = found.value as GraphQLObjectType;
        return found.step;
      }),
    );
  }
  return [...paths].map(([name, path]) => ({ name, path, fields: fieldsOf(schema.getType(name) as GraphQLObjectType).map(({ step }) => step) }));
}

/** The operation that asks, at the end of the path, for the fields; answers on the way with their status, as operations must. */
export function operationFor(path: readonly FieldStep[], fields: readonly FieldStep[]): string {
  const asked = fields.length === 0 ? '__typename' : fields.map(selectionOf).join(' ');
  return `{ ${path.reduceRight((inner, step) => `${step.text} { ${step.isAnswer ? 'status ' : ''}${inner} }`, asked)} }`;
}

function selectionOf({ text, isAnswer, isComposite }: FieldStep): string {
  if (!isComposite) return text;
  return `${text} { ${isAnswer ? 'status' : '__typename'} }`;
}
