// Questions about the schema itself, `__schema` and `__type`: no agency is asked, graphql-js answers them
// from the API schema. An answer depends on the schema, the question and its variables alone, so it is kept
// as text, for all operations of a schema together.

import {
  executeSync,
  Kind,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { InternalError } from '../errors/InternalError.js';
import type { CollectedFields } from '../subgraph/FieldCollector.js';
import { LruCache } from '../util/LruCache.js';
import { variableValue, type VariableValues } from './ResponseWriter.js';

/** JSON texts by `introspectionKey`. */
export type IntrospectionTexts = Readonly<Record<string, string>>;

export type Introspect = (variables: VariableValues) => IntrospectionTexts;

/** Characters of answers kept per schema: the whole of a large schema is about half a million. */
const KEPT_CHARACTERS = 4_000_000;

const answersOf = new WeakMap<GraphQLSchema, LruCache<IntrospectionTexts>>();

export function isIntrospection(fieldName: string): boolean {
  return fieldName === '__schema' || fieldName === '__type';
}

/** Under what the text stands among the root's data. No name of an agency's field has a space in it. */
export function introspectionKey(responseKey: string): string {
  return `introspection ${responseKey}`;
}

/**
 * @param rootFields the root fields of the operation, collected.
 * @returns undefined where none of them asks about the schema.
 */
export function compileIntrospection(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  rootFields: CollectedFields,
): Introspect | undefined {
  const fields = [...rootFields.values()].flat().filter(({ name }) => isIntrospection(name.value));
  if (fields.length === 0) return undefined;
  const question = questionOf(document, definition, fields);
  const text = print(question);
  const names = variablesOf(question);
  let kept = answersOf.get(schema);
  if (kept === undefined) answersOf.set(schema, (kept = new LruCache(KEPT_CHARACTERS)));
  const answers = kept;

  return (variables) => {
    const values = Object.fromEntries(names.map((name) => [name, variableValue(variables, name)]));
    const key = `${text}\n${JSON.stringify(values)}`;
    let texts = answers.get(key);
    if (texts === undefined) {
      texts = answer(schema, question, values);
      const length = Object.values(texts).reduce((sum, value) => sum + value.length, key.length);
      answers.set(key, texts, length);
    }
    return texts;
  };
}

/** The operation cut down to what it asks about the schema: those fields, and the fragments and variables they use. */
function questionOf(document: DocumentNode, definition: OperationDefinitionNode, fields: readonly FieldNode[]): DocumentNode {
  const fragments = document.definitions.filter((candidate) => candidate.kind === Kind.FRAGMENT_DEFINITION);
  const variables = new Set<string>();
  const reached = new Set<FragmentDefinitionNode>();
  const follow = (node: FieldNode | FragmentDefinitionNode): void => {
    visit(node, {
      Variable({ name }) {
        variables.add(name.value);
      },
      FragmentSpread({ name }) {
        const fragment = fragments.find((candidate) => candidate.name.value === name.value);
        if (fragment === undefined || reached.has(fragment)) return;
        reached.add(fragment);
        follow(fragment);
      },
    });
  };
  fields.forEach(follow);
  const question: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: definition.operation,
    variableDefinitions: definition.variableDefinitions?.filter(({ variable }) => variables.has(variable.name.value)) ?? [],
    selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
  };
  return { kind: Kind.DOCUMENT, definitions: [question, ...reached] };
}

function variablesOf({ definitions: [question] }: DocumentNode): string[] {
  const variables = question?.kind === Kind.OPERATION_DEFINITION ? question.variableDefinitions : undefined;
  return variables?.map(({ variable }) => variable.name.value) ?? [];
}

function answer(schema: GraphQLSchema, question: DocumentNode, variableValues: Readonly<Record<string, unknown>>): IntrospectionTexts {
  const { data, errors } = executeSync({ schema, document: question, variableValues });
  if (data == null || errors !== undefined) {
    throw new InternalError('INTERNAL_SERVER_ERROR', 'the API schema cannot be introspected', { cause: errors?.[0] });
  }
  return Object.fromEntries(Object.entries(data).map(([responseKey, value]) => [introspectionKey(responseKey), JSON.stringify(value)]));
}
