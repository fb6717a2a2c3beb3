// Which hard features an operation has, over its world.

import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  OperationTypeNode,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import type { FuzzOperation } from '../operation/generateOperation.js';
import type { ComposedWorld } from '../world/ComposedWorld.js';
import { fieldTypeOf } from '../world/printSubgraph.js';
import { selectionsOf, walkSelections } from '../world/Selections.js';
import { isEntity, namedType, type FieldModel, type ObjectModel, type WorldIndex } from '../world/World.js';
import type { Feature } from './FEATURES.js';

export function featuresOfOperation({ truth: { index }, apiSchema }: ComposedWorld, { document, variables }: FuzzOperation): Set<Feature> {
  const found = new Set<Feature>();
  const typeInfo = new TypeInfo(apiSchema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      OperationDefinition({ operation, variableDefinitions = [] }) {
        if (operation === OperationTypeNode.MUTATION) found.add('mutation');
        const isLeftToDefault = variableDefinitions.some(({ defaultValue, variable }) => defaultValue !== undefined && variables.some((values) => !Object.hasOwn(values, variable.name.value)));
        if (isLeftToDefault) found.add('variable left to its default');
      },
      FragmentSpread: () => void found.add('named fragment'),
      InlineFragment({ typeCondition }) {
        // The type around a fragment is the one that its own selection does not have yet.
        const around = typeInfo.getParentType();
        if (typeCondition !== undefined && isCompositeType(around)) found.add('fragment within an abstract type');
      },
      Directive: () => void found.add('condition'),
      ObjectValue: () => void found.add('input object'),
      SelectionSet(selectionSet) {
        if (isAbstractType(typeInfo.getParentType())) found.add('abstract type');
        if (hasDifferentArguments(selectionSet)) found.add('one field with different arguments');
      },
      Field(node) {
        const parent = typeInfo.getParentType();
        if (parent == null) return;
        if (node.name.value === '__typename') {
          found.add('type name');
          return;
        }
        const types = isAbstractType(parent) ? apiSchema.getPossibleTypes(parent).map(({ name }) => name) : [getNamedType(parent).name];
        for (const type of types) addField(index, type, node, found);
      },
    }),
  );
  return found;
}

function addField(index: WorldIndex, typeName: string, node: FieldNode, found: Set<Feature>): void {
  const name = node.name.value;
  const field = index.field(typeName, name);
  const object = index.object(typeName);
  if (field === undefined || object === undefined) return;
  if (field.requires !== undefined) addRequires(index, typeName, field, found);
  if (field.graphs.length > 1 && isEntity(object) && !field.isKey) found.add('shareable');
  if (!isEntity(object) && object.keys.length === 0 && new Set(object.fields.map(({ graphs }) => graphs.join())).size > 1 && object.name.startsWith('S')) found.add('value split between subgraphs');
  if (field.overrides !== undefined) found.add('override');
  if (field.type.startsWith('[[')) found.add('list of lists');
  if (index.interface(namedType(field.type))?.asObject !== undefined) found.add('interface object');
  if (index.coordinate(typeName, name) !== `${typeName}.${name}`) found.add('field of an interface object');
  const provided = Object.values(field.provides ?? {}).join(' ').split(' ');
  if (node.selectionSet !== undefined && fieldNames(node.selectionSet).some((inner) => provided.includes(inner))) found.add('provides');
  if (node.alias !== undefined && node.alias.value !== name && isNeededName(index, object, node.alias.value)) found.add('shadowing alias');
  addKeys(object, found);
}

function addRequires(index: WorldIndex, typeName: string, { requires = '', graphs }: FieldModel, found: Set<Feature>): void {
  found.add('requires');
  if (requires.includes('(')) found.add('requires with arguments');
  if (requires.includes('{')) found.add('requires nested');
  const sources = new Set(graphs);
  const add = (requiring: string, text: string): void =>
    walkSelections(requiring, selectionsOf(text), (type, name) => namedType(fieldTypeOf(index, type, name)), (type, name) => {
      const field = index.field(type, name);
      if (field === undefined) return;
      for (const graph of field.graphs) sources.add(graph);
      if (field.isInaccessible) found.add('requires what is inaccessible');
      if (field.requires === undefined) return;
      found.add('requires in a chain');
      add(type, field.requires);
    });
  add(typeName, requires);
  if (sources.size > 2) found.add('requires over three subgraphs');
}

function addKeys({ keys }: ObjectModel, found: Set<Feature>): void {
  if (new Set(keys.map(({ fields }) => fields)).size > 1) found.add('several keys');
  if (keys.some(({ fields }) => fields === 'group rank')) found.add('key of two fields');
  if (keys.some(({ fields }) => fields.includes('{'))) found.add('nested key');
  if (keys.some(({ resolvable }) => !resolvable)) found.add('key that is not resolvable');
}

/** True for the name of a key, or of what some field of the type requires: where a plan relies on it. */
function isNeededName(index: WorldIndex, { name, fields }: ObjectModel, alias: string): boolean {
  const required = fields.flatMap(({ requires }) => (requires === undefined ? [] : selectionsOf(requires).flatMap((selection) => (selection.kind === Kind.FIELD ? selection.name.value : []))));
  return index.field(name, alias)?.isKey === true || required.includes(alias);
}

function hasDifferentArguments({ selections }: SelectionSetNode): boolean {
  const calls = new Map<string, string>();
  return selections.some((selection) => {
    if (selection.kind !== Kind.FIELD) return false;
    const call = (selection.arguments ?? []).map(print).toSorted().join(', ');
    const known = calls.get(selection.name.value);
    calls.set(selection.name.value, call);
    return known !== undefined && known !== call;
  });
}

function fieldNames({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? selection.name.value : selection.kind === Kind.INLINE_FRAGMENT ? fieldNames(selection.selectionSet) : []));
}
