// The directives @cost and @listSize as composition carries them into the supergraph
// (https://specs.apollo.dev/cost/v0.1): on the elements themselves, under the names that the supergraph links them by.

import { isTypeDefinitionNode, Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { isRecord } from '../util/isRecord.js';
import { CostTable, type ListSize } from './CostTable.js';

const COST_SPECIFICATION = 'https://specs.apollo.dev/cost/';

interface Element {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** @param document a supergraph. */
export function readCosts(document: DocumentNode): CostTable {
  const names = readNames(document);
  if (names === undefined) return new CostTable(new Map(), new Map());
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  const read = (coordinate: string, { directives = [] }: Element) => {
    for (const directive of directives) {
      if (directive.name.value === names.cost) {
        const { weight } = argumentsOf(directive);
        if (isFiniteNumber(weight)) weights.set(coordinate, weight);
      } else if (directive.name.value === names.listSize) listSizes.set(coordinate, listSizeOf(argumentsOf(directive)));
    }
  };
  for (const definition of document.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const typeName = definition.name.value;
    read(typeName, definition);
    for (const field of 'fields' in definition ? (definition.fields ?? []) : []) {
      const coordinate = `${typeName}.${field.name.value}`;
      read(coordinate, field);
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const argument of field.arguments ?? []) read(`${coordinate}(${argument.name.value}:)`, argument);
    }
  }
  return new CostTable(weights, listSizes);
}

interface DirectiveNames {
  readonly cost: string;
  readonly listSize: string;
}

/** Undefined where the supergraph links no costs. By the naming rules of @link: imported, or under the name of the specification. */
function readNames(document: DocumentNode): DirectiveNames | undefined {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const { url, as, import: imported } = directive.name.value === 'link' ? argumentsOf(directive) : {};
      if (typeof url !== 'string' || !url.startsWith(COST_SPECIFICATION)) continue;
      const prefix = typeof as === 'string' ? as : 'cost';
      const importedAs = new Map((Array.isArray(imported) ? imported : []).map(readImport));
      return { cost: importedAs.get('@cost') ?? prefix, listSize: importedAs.get('@listSize') ?? `${prefix}__listSize` };
    }
  }
  return undefined;
}

/** `"@cost"` or `{ name: "@cost", as: "@weight" }`. */
function readImport(element: unknown): readonly [name: string, as: string] {
  const name = String(isRecord(element) ? element['name'] : element);
  const as = isRecord(element) && typeof element['as'] === 'string' ? element['as'] : name;
  return [name, as.replace(/^@/, '')];
}

function listSizeOf({ assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument }: Record<string, unknown>): ListSize {
  return {
    assumedSize: isFiniteNumber(assumedSize) ? assumedSize : undefined,
    slicingArguments: textsOf(slicingArguments),
    sizedFields: textsOf(sizedFields),
    requireOneSlicingArgument: requireOneSlicingArgument !== false,
  };
}

function argumentsOf({ arguments: given = [] }: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
