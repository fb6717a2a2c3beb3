// Fields that a subgraph declares without being able to answer them: it marks them @external, because it
// requires them or provides them on another path, and has them in no key. Asked for one, it would say
// null, which reads as "there is none".

import { Kind, type DirectiveNode, type DocumentNode, type SelectionSetNode } from 'graphql';
import { argumentOf, readGraphNames } from './joinDirectives.js';
import { parseSelection, readFieldTypes, walkFields, type FieldTypes } from './walkFields.js';

/** Names of fields, those around them first, joined by slashes: where a subgraph answers what is another's. */
export type ProvidedPlaces = ReadonlySet<string>;

const NOTHING_PROVIDED: ProvidedPlaces = new Set();

export class ExternalFields {
  /** `agency Type.field` */
  readonly #unanswerable = new Set<string>();
  /** By `agency Type.field`. */
  readonly #provided = new Map<string, SelectionSetNode>();
  readonly #types: FieldTypes;

  /** @param document the composed schema. */
  constructor(document: DocumentNode) {
    this.#types = readFieldTypes(document);
    const agencies = readGraphNames(document);
    const agencyOf = (directive: DirectiveNode) => agencies.get(argumentOf(directive, 'graph') ?? '') ?? '';
    /** Taken up last: what is in a key of a subgraph counts wherever it is declared. */
    const keys: { readonly agency: string; readonly typeName: string; readonly fields: string }[] = [];
    for (const type of document.definitions) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      const typeName = type.name.value;
      for (const directive of type.directives ?? []) {
        const key = argumentOf(directive, 'key');
        if (key !== undefined) keys.push({ agency: agencyOf(directive), typeName, fields: key });
      }
      for (const field of type.fields ?? []) {
        const place = `${typeName}.${field.name.value}`;
        for (const directive of field.directives ?? []) {
          const provides = argumentOf(directive, 'provides');
          if (provides !== undefined) this.#provided.set(`${agencyOf(directive)} ${place}`, parseSelection(provides));
          if (argumentOf(directive, 'external') === 'true') this.#unanswerable.add(`${agencyOf(directive)} ${place}`);
        }
      }
    }
    for (const { agency, typeName, fields } of keys) {
      for (const place of this.unanswerableIn(agency, parseSelection(fields), typeName)) this.#unanswerable.delete(`${agency} ${place}`);
    }
  }

  /**
   * @param provided places around which the selection stands, and `around` where it stands among them. Default: it is a whole one.
   * @returns the fields, as `Type.field`, that the agency cannot answer in a selection at the type.
   */
  unanswerableIn(agency: string, selectionSet: SelectionSetNode, typeName: string, provided: ProvidedPlaces = this.providedIn(agency, selectionSet, typeName), around = ''): string[] {
    const found: string[] = [];
    const onField: Parameters<typeof walkFields>[3] = ({ name }, at, within) => {
      if (this.#unanswerable.has(`${agency} ${at}.${name.value}`) && !provided.has(within + name.value)) found.push(`${at}.${name.value}`);
    };
    walkFields(selectionSet, typeName, this.#types, onField, around);
    return found;
  }

  /** The places below the fields of a selection at which the agency provides what it could not answer elsewhere. */
  providedIn(agency: string, selectionSet: SelectionSetNode, typeName: string): ProvidedPlaces {
    if (this.#provided.size === 0) return NOTHING_PROVIDED;
    const places = new Set<string>();
    walkFields(selectionSet, typeName, this.#types, ({ name }, at, around) => {
      const provided = this.#provided.get(`${agency} ${at}.${name.value}`);
      const type = this.#types.get(`${at}.${name.value}`);
      if (provided === undefined || type === undefined) return;
      walkFields(provided, type, this.#types, (inner, _type, within) => void places.add(within + inner.name.value), `${around}${name.value}/`);
    });
    return places;
  }
}
