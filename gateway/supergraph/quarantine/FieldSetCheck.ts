// Whether the selection in a @key, @requires or @provides is one that its subgraph can be held to: whether it can be
// read, fits the composed schema, and names nothing but fields that the subgraph declares itself, be it as @external.

import {
  buildASTSchema,
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  KnownArgumentNamesRule,
  KnownFragmentNamesRule,
  KnownTypeNamesRule,
  parse,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { firstLineOf } from '../../util/firstLineOf.js';
import { joinsOf } from '../joinDirectives.js';

/** Those that can be judged by the composed schema alone. Enums and inputs are another matter: it has less of them than an agency. */
const RULES: readonly ValidationRule[] = [
  KnownTypeNamesRule,
  FragmentsOnCompositeTypesRule,
  FieldsOnCorrectTypeRule,
  ScalarLeafsRule,
  KnownFragmentNamesRule,
  KnownArgumentNamesRule,
  ProvidedRequiredArgumentsRule,
];

export class FieldSetCheck {
  readonly #schema: GraphQLSchema;

  /** @param document the composed schema. @throws where it is none, whatever its field sets. */
  constructor(document: DocumentNode) {
    this.#schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  }

  /**
   * @param graph as the join directives name the subgraph.
   * @param typeName of the type that the selection is one of.
   * @returns what is wrong with it, in one line; undefined where nothing is.
   */
  faultOf(fields: string, graph: string, typeName: string): string | undefined {
    let selection: DocumentNode;
    try {
      selection = parse(`fragment FieldSet on ${typeName} {${fields}}`, { noLocation: true });
    } catch (error) {
      return firstLineOf(error);
    }
    if (selection.definitions.length > 1) return 'Expected one selection of fields.';
    const [error] = validate(this.#schema, selection, RULES, { maxErrors: 1 });
    return error === undefined ? this.#notDeclared(selection, graph) : firstLineOf(error);
  }

  #notDeclared(selection: DocumentNode, graph: string): string | undefined {
    const typeInfo = new TypeInfo(this.#schema);
    let found: string | undefined;
    visit(
      selection,
      visitWithTypeInfo(typeInfo, {
        Field: () => {
          const type = typeInfo.getParentType();
          const field = typeInfo.getFieldDef()?.astNode;
          // Meta-fields stand in no document.
          if (found === undefined && type && field && !isDeclared(graph, type, field)) found = `The agency has no field "${type.name}.${field.name.value}".`;
        },
      }),
    );
    return found;
  }
}

/** A field without `@join__field` stands in every subgraph of its type (join v0.3). */
function isDeclared(graph: string, { astNode }: GraphQLNamedType, field: FieldDefinitionNode): boolean {
  return joinsOf(field, 'join__field').length === 0 ? joinsOf(astNode ?? {}, 'join__type', graph).length > 0 : joinsOf(field, 'join__field', graph).length > 0;
}
