// Fields that a subgraph declares without being able to answer them: it marks them @external, because it
// requires them, and neither provides them on some path nor has them in a key. Asked for one, it would say
// null, which reads as "there is none".

import { Kind, parse, type DirectiveNode, type DocumentNode, type SelectionSetNode, type TypeNode } from 'graphql';
import { argumentOf, readGraphNames } from './joinDirectives.js';

export class ExternalFields {
  /** `agency Type.field` */
  readonly #unanswerable = new Set<string>();
  /** `Type.field` → name of the type it leads to. */
  readonly #types = new Map<string, string>();

  /** @param document the composed schema. */
  constructor(document: DocumentNode) {
    const agencies = readGraphNames(document);
    const agencyOf = (directive: DirectiveNode) => agencies.get(argumentOf(directive, 'graph') ?? '') ?? '';
    /** Taken up last, when the type of every field is known. */
    const answered: { readonly agency: string; readonly typeName: string; readonly fields: string }[] = [];
    for (const type of document.definitions) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      const typeName = type.name.value;
      for (const directive of type.directives ?? []) {
        const key = argumentOf(directive, 'key');
        if (key !== undefined) answered.push({ agency: agencyOf(directive), typeName, fields: key });
      }
      for (const field of type.fields ?? []) {
        const led = namedType(field.type);
        this.#types.set(`${typeName}.${field.name.value}`, led);
        for (const directive of field.directives ?? []) {
          const provides = argumentOf(directive, 'provides');
          if (provides !== undefined) answered.push({ agency: agencyOf(directive), typeName: led, fields: provides });
          if (argumentOf(directive, 'external') === 'true') this.#unanswerable.add(`${agencyOf(directive)} ${typeName}.${field.name.value}`);
        }
      }
    }
    for (const { agency, typeName, fields } of answered) this.#answer(agency, typeName, parse(`{${fields}}`, { noLocation: true }));
  }

  /** @returns the fields, as `Type.field`, that the agency cannot answer in an operation for it. */
  unanswerableIn(agency: string, operation: DocumentNode, rootType: string): string[] {
    const found: string[] = [];
    this.#walk(operation, rootType, (place) => {
      if (this.#unanswerable.has(`${agency} ${place}`)) found.push(place);
    });
    return found;
  }

  #answer(agency: string, typeName: string, fields: DocumentNode): void {
    this.#walk(fields, typeName, (place) => this.#unanswerable.delete(`${agency} ${place}`));
  }

  #walk({ definitions }: DocumentNode, rootType: string, onField: (place: string) => void): void {
    const walk = ({ selections }: SelectionSetNode, typeName: string): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
        if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
        else {
          const place = `${typeName}.${selection.name.value}`;
          onField(place);
          // What is not known, `_entities` above all, is left to the type conditions below it.
          if (selection.selectionSet) walk(selection.selectionSet, this.#types.get(place) ?? '');
        }
      }
    };
    for (const definition of definitions) if (definition.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet, rootType);
  }
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
