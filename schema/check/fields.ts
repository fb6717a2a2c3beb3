// Questions that several rules ask about the fields of one agency's schema.

import {
  collectTargetFields,
  isFederationDirectiveDefinedInSchema,
  isInterfaceType,
  isObjectType,
  type CompositeType,
  type FieldDefinition,
  type InterfaceType,
  type ObjectType,
  type Subgraph,
} from '@apollo/federation-internals';

/** A field of an object or interface type, in one agency's schema. */
export type Field = FieldDefinition<CompositeType>;

/** Object and interface types that the agency declares itself, without federation's own. */
export function declaredTypes(subgraph: Subgraph): (ObjectType | InterfaceType)[] {
  return subgraph.schema.types().filter((type) => isObjectType(type) || isInterfaceType(type));
}

/** Fields that the agency declares itself, without federation's `_service` and `_entities`. */
export function declaredFields(subgraph: Subgraph): Field[] {
  return declaredTypes(subgraph).flatMap((type) => fieldsOf(type));
}

/** The declared fields of one type. */
export function fieldsOf(type: ObjectType | InterfaceType): Field[] {
  return type.fields().filter((field) => !field.name.startsWith('_'));
}

/** True where another agency resolves the field and this one only names it. */
export function isExternal(subgraph: Subgraph, field: Field): boolean {
  return subgraph.metadata().isFieldExternal(field);
}

/** True where some callers are refused the field: what its types say of themselves is not looked at. */
export function isGuarded(subgraph: Subgraph, field: Field): boolean {
  const metadata = subgraph.metadata();
  const guards = [metadata.authenticatedDirective(), metadata.requiresScopesDirective(), metadata.policyDirective()];
  return guards.filter(isFederationDirectiveDefinedInSchema).some((guard) => field.hasAppliedDirective(guard));
}

/** The key selections of a type in one agency, spaces evened out: `id`, `year kind`. */
export function keysOf(subgraph: Subgraph, type: ObjectType | InterfaceType): string[] {
  return keyDirectives(subgraph, type).map((key) => evenOut(String(key.arguments().fields)));
}

/** The type's own fields that stand in one of its keys. */
export function keyFieldsOf(subgraph: Subgraph, type: ObjectType | InterfaceType): ReadonlySet<Field> {
  return new Set(
    keyDirectives(subgraph, type).flatMap((directive) =>
      collectTargetFields({
        parentType: type,
        directive,
        includeInterfaceFieldsImplementations: false,
        validate: false,
      }),
    ),
  );
}

function keyDirectives(subgraph: Subgraph, type: ObjectType | InterfaceType) {
  const definition = subgraph.metadata().keyDirective();
  return isObjectType(type) ? type.appliedDirectivesOf(definition) : type.appliedDirectivesOf(definition);
}

/** One spelling for selections that differ in white space and commas only. */
export function evenOut(selection: string): string {
  return selection.replace(/[\s,]+/g, ' ').trim();
}
