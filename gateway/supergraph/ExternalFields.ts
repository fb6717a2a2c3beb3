// Fields that a subgraph declares without being able to answer them: it marks them @external, because it
// requires them, and neither provides them on some path nor has them in a key. Asked for one, it would say
// null, which reads as "there is none".

import { Kind, type DirectiveNode, type DocumentNode, type SelectionSetNode } from 'graphql';
import { argumentOf, readGraphNames } from './joinDirectives.js';
import { parseSelection, readFieldTypes, walkFields, type FieldTypes } from './walkFields.js';

export class ExternalFields {
  /** `agency Type.field` */
  readonly #unanswerable = new Set<string>();
  readonly #types: FieldTypes;

  /** @param document the composed schema. */
  constructor(document: DocumentNode) {
    this.#types = readFieldTypes(document);
    const agencies = readGraphNames(document);
    const agencyOf = (directive: DirectiveNode) => agencies.get(argumentOf(directive, 'graph') ?? '') ?? '';
    /** Taken up last: what a subgraph answers somewhere counts wherever it is declared. */
    const answered: { readonly agency: string; readonly typeName: string; readonly fields: string }[] = [];
    for (const type of document.definitions) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      const typeName = type.name.value;
      for (const directive of type.directives ?? []) {
        const key = argumentOf(directive, 'key');
        if (key !== undefined) answered.push({ agency: agencyOf(directive), typeName, fields: key });
      }
      for (const field of type.fields ?? []) {
        const place = `${typeName}.${field.name.value}`;
        for (const directive of field.directives ?? []) {
          const provides = argumentOf(directive, 'provides');
          if (provides !== undefined) answered.push({ agency: agencyOf(directive), typeName: this.#types.get(place) ?? '', fields: provides });
          if (argumentOf(directive, 'external') === 'true') this.#unanswerable.add(`${agencyOf(directive)} ${place}`);
        }
      }
    }
    for (const { agency, typeName, fields } of answered) {
      for (const place of this.unanswerableIn(agency, parseSelection(fields), typeName)) this.#unanswerable.delete(`${agency} ${place}`);
    }
  }

  /** @returns the fields, as `Type.field`, that the agency cannot answer in a selection at the type. */
  unanswerableIn(agency: string, selectionSet: SelectionSetNode, typeName: string): string[] {
    const found: string[] = [];
    walkFields(selectionSet, typeName, this.#types, ({ name }, at) => {
      if (this.#unanswerable.has(`${agency} ${at}.${name.value}`)) found.push(`${at}.${name.value}`);
    });
    return found;
  }
}
