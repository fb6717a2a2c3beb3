// From an operation to the writer of its responses. @skip and @include depend on variables, and which
// fields stand in a response, merged with what and in which order, depends on them: so there is one
// compiled selection per combination of the operation's conditions, made when the combination first occurs.

import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { FieldKeys } from '../plan/DataKeys.js';
import { conditionVariables, MAX_VARIANTS } from '../subgraph/conditionVariables.js';
import { FieldCollector } from '../subgraph/FieldCollector.js';
import { LruCache } from '../util/LruCache.js';
import { compileRoot, writeSelection, type CompiledSelection } from './compileSelection.js';
import { ErrorLocator } from './ErrorLocator.js';
import { JsonText } from './JsonText.js';
import { compileIntrospection, type Introspect } from './introspection.js';
import { variableValue, type ResponseWriter, type VariableValues } from './ResponseWriter.js';
import { Writing, type AgenciesOf } from './Writing.js';

export interface WrittenOperation {
  /** What clients may see: nothing outside of it is ever written. */
  readonly apiSchema: GraphQLSchema;
  /** Valid against the API schema. */
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** The names under which the data holds the operation's fields. */
  readonly dataKeys: FieldKeys;
  /** Fields that the caller may not see, and the data does not hold. Default: none. */
  readonly refused?: ReadonlySet<FieldNode>;
  /** Whom to name where a value does not fit; by default nobody is named. */
  readonly agenciesOf?: AgenciesOf;
}

/** The operation under one combination of its conditions. */
interface Variant {
  readonly selection: CompiledSelection;
  readonly locator: ErrorLocator;
  readonly introspect: Introspect | undefined;
}

const NONE: ReadonlySet<FieldNode> = new Set();

const nobody: AgenciesOf = () => [];

export function compileResponseWriter(operation: WrittenOperation): ResponseWriter {
  const { agenciesOf = nobody } = operation;
  const conditions = conditionVariables([operation.definition, ...fragmentsOf(operation.document).values()]);
  const variants = new LruCache<Variant>(MAX_VARIANTS);

  function variantFor(variables: VariableValues): Variant {
    const key = conditions.map((name) => (variableValue(variables, name) === true ? '1' : '0')).join('');
    let variant = variants.get(key);
    if (variant === undefined) variants.set(key, (variant = compileVariant(operation, conditions, variables)), 1);
    return variant;
  }

  return {
    write(executed, variables) {
      const { selection, locator, introspect } = variantFor(variables);
      const writing = new Writing(executed.errors.length === 0 ? [] : locator.locate(executed), agenciesOf, executed);
      if (executed.data === null) return { data: new JsonText('null'), errors: writing.errors };
      const data = introspect === undefined ? executed.data : { ...executed.data, ...introspect(variables) };
      const text = writeSelection(selection, data, writing) ?? 'null';
      // Names are ASCII (GraphQL §2.1.9), so the answers' strings decide; an introspected description can be of any kind.
      const isAscii = executed.textKind === 'ascii' && introspect === undefined;
      return { data: new JsonText(text, isAscii), errors: writing.errors };
    },
  };
}

function compileVariant(operation: WrittenOperation, conditions: readonly string[], variables: VariableValues): Variant {
  const { apiSchema: schema, document, definition, dataKeys, refused = NONE, agenciesOf = nobody } = operation;
  const rootType = schema.getRootType(definition.operation);
  if (rootType == null) throw new Error(`the API schema has no ${definition.operation}s: the operation was not validated by it`);
  const held = new Map(conditions.map((name) => [name, variableValue(variables, name)]));
  const collector = new FieldCollector(schema, fragmentsOf(document), held);
  const rootFields = collector.collect(rootType, [definition.selectionSet]);
  const context = { schema, collector, dataKeys, refused, agenciesOf, rootRunsAlone: definition.operation === OperationTypeNode.MUTATION };
  return {
    selection: compileRoot(context, rootType, rootFields),
    locator: new ErrorLocator(context, rootType, rootFields),
    introspect: compileIntrospection(schema, document, definition, rootFields),
  };
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
