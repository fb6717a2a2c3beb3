// What a caller must be, have or fulfil to see a type or a field, and which fields hold personal data, or that of other
// state systems, as the composed schema says it: @authenticated, @requiresScopes, @policy (for: SECURITY) and @tag.
// Composition spreads what a type or field needs to the interfaces that it implements, so one look at the place of a
// selection tells what it needs.

import { Kind, type DirectiveNode, type ValueNode, type DocumentNode } from 'graphql';
import { PERSONAL_DATA_TAG, REFERENCE_DATA_TAG, STATE_HELD_TAG } from '../../schema/contract/tags.js';
import { argumentOf } from './joinDirectives.js';
import { namesOfFeatures } from './namesOfFeatures.js';

/** One thing that has to hold. */
export type Need =
  | { readonly kind: 'authenticated' }
  /** All scopes of at least one of the sets. */
  | { readonly kind: 'scopes'; readonly anyOf: readonly (readonly string[])[] }
  /** All policies of at least one of the sets. */
  | { readonly kind: 'policies'; readonly anyOf: readonly (readonly string[])[] };

const NOTHING: readonly Need[] = [];

export class AccessRules {
  /** Names of all policies that some type or field needs. */
  readonly policies: ReadonlySet<string>;
  /** By `Type` and `Type.field`. */
  readonly #needs = new Map<string, readonly Need[]>();
  readonly #personalData = new Set<string>();
  readonly #stateHeld = new Set<string>();
  readonly #referenceData = new Set<string>();

  /** @param document of the composed schema. */
  constructor(document: DocumentNode) {
    const reader = new DirectiveReader(document);
    for (const definition of document.definitions) {
      if (!('name' in definition) || !('directives' in definition) || definition.name === undefined) continue;
      const typeName = definition.name.value;
      this.#note(typeName, reader.needs(definition.directives));
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      for (const { name, directives } of definition.fields ?? []) {
        const coordinate = `${typeName}.${name.value}`;
        this.#note(coordinate, reader.needs(directives));
        const tags = reader.tags(directives);
        if (tags.includes(STATE_HELD_TAG)) this.#stateHeld.add(coordinate);
        if (tags.includes(REFERENCE_DATA_TAG)) this.#referenceData.add(coordinate);
        if (tags.includes(PERSONAL_DATA_TAG) || tags.includes(STATE_HELD_TAG)) this.#personalData.add(coordinate);
      }
    }
    const named = [...this.#needs.values()].flat().flatMap((need) => (need.kind === 'policies' ? need.anyOf.flat() : []));
    this.policies = new Set(named);
  }

  /** What all have to hold, for any of its fields, or for the one. */
  needsOf(typeName: string, fieldName?: string): readonly Need[] {
    return this.#needs.get(fieldName === undefined ? typeName : `${typeName}.${fieldName}`) ?? NOTHING;
  }

  holdsPersonalData(typeName: string, fieldName: string): boolean {
    return this.#personalData.has(`${typeName}.${fieldName}`);
  }

  /** Whether it holds personal data of another state system. */
  isStateHeld(typeName: string, fieldName: string): boolean {
    return this.#stateHeld.has(`${typeName}.${fieldName}`);
  }

  /** Whether it is reference data, for everybody: neither tagged as personal, nor guarded, nor of a type that is. */
  isReferenceData(typeName: string, fieldName: string): boolean {
    const coordinate = `${typeName}.${fieldName}`;
    if (!this.#referenceData.has(coordinate) || this.#personalData.has(coordinate)) return false;
    return this.needsOf(typeName).length === 0 && this.needsOf(typeName, fieldName).length === 0;
  }

  #note(coordinate: string, needs: readonly Need[]): void {
    if (needs.length > 0) this.#needs.set(coordinate, needs);
  }
}

/** Reads the directives under the names that the schema gives them. */
class DirectiveReader {
  readonly #names: ReadonlyMap<string, string>;

  constructor(document: DocumentNode) {
    this.#names = namesOfFeatures(document);
  }

  needs(directives: readonly DirectiveNode[] = []): Need[] {
    return directives.flatMap((directive): Need[] => {
      const feature = this.#names.get(directive.name.value);
      if (feature === 'authenticated') return [{ kind: 'authenticated' }];
      if (feature === 'requiresScopes') return [{ kind: 'scopes', anyOf: setsOf(directive, 'scopes') }];
      if (feature === 'policy') return [{ kind: 'policies', anyOf: setsOf(directive, 'policies') }];
      return [];
    });
  }

  tags(directives: readonly DirectiveNode[] = []): (string | undefined)[] {
    return directives.filter(({ name }) => this.#names.get(name.value) === 'tag').map((directive) => argumentOf(directive, 'name'));
  }
}

function setsOf(directive: DirectiveNode, argument: string): string[][] {
  const sets = itemsOf(directive.arguments?.find(({ name }) => name.value === argument)?.value);
  return sets.map((set) => itemsOf(set).flatMap((item) => (item.kind === Kind.STRING ? item.value : [])));
}

/** Where a list is expected, one item stands for a list of it (GraphQL §3.11). */
function itemsOf(value: ValueNode | undefined): readonly ValueNode[] {
  if (value === undefined) return [];
  return value.kind === Kind.LIST ? value.values : [value];
}
