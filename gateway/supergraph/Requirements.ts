// What a subgraph must be told to answer a field (@requires). Asked for the field without it, the subgraph
// would answer from nothing: an error at best, at worst a value that looks like any other.

import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';
import type { ExternalFields } from './ExternalFields.js';
import { argumentOf, readGraphNames } from './joinDirectives.js';
import { parseSelection, readFieldTypes, walkFields, type FieldTypes } from './walkFields.js';

export class Requirements {
  /** By `agency Type.field`. */
  readonly #required = new Map<string, SelectionSetNode>();
  readonly #types: FieldTypes;
  readonly #externalFields: ExternalFields;

  /** @param document the composed schema. */
  constructor(document: DocumentNode, externalFields: ExternalFields) {
    this.#externalFields = externalFields;
    this.#types = readFieldTypes(document);
    const agencies = readGraphNames(document);
    for (const type of document.definitions) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      for (const field of type.fields ?? []) {
        for (const directive of field.directives ?? []) {
          const requires = argumentOf(directive, 'requires');
          const agency = agencies.get(argumentOf(directive, 'graph') ?? '') ?? '';
          if (requires !== undefined) this.#required.set(`${agency} ${type.name.value}.${field.name.value}`, parseSelection(requires));
        }
      }
    }
  }

  /**
   * @param told what the representations hold: names of fields, those around them first, joined by slashes, as in
   * `_entities/owner/name`. Type conditions are left out: the planner writes them for other types than the requirement.
   * @returns the fields, as `Type.field`, that the agency is asked for without what they require.
   */
  unmetIn(agency: string, selectionSet: SelectionSetNode, rootType: string, told: ReadonlySet<string>): string[] {
    const found: string[] = [];
    const provided = this.#externalFields.providedIn(agency, selectionSet, rootType);
    walkFields(selectionSet, rootType, this.#types, ({ name }, typeName, around) => {
      const place = `${typeName}.${name.value}`;
      const required = this.#required.get(`${agency} ${place}`);
      if (required === undefined) return;
      // Told what it requires, or on a path where the agency itself answers that.
      const isMet = this.#isTold(required, typeName, around, told) || this.#externalFields.unanswerableIn(agency, required, typeName, provided, around).length === 0;
      if (!isMet) found.push(place);
    });
    return found;
  }

  /** An agency is told about the entities themselves, not about what it finds from there. */
  #isTold(required: SelectionSetNode, typeName: string, around: string, told: ReadonlySet<string>): boolean {
    let isTold = around.indexOf('/') === around.length - 1;
    walkFields(required, typeName, this.#types, ({ name }, _typeName, within) => (isTold &&= told.has(within + name.value)), around);
    return isTold;
  }
}
