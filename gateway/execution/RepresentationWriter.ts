// An entity as an agency is asked about it: its type, its key, and what the agency requires, cut out of the
// merged data and written as JSON text. Equal texts are equal questions.
//
// What to write is worked out once per type that occurs: conditions of fragments are decided, fields that
// several fragments name are written once, and the planner's rewrites of input are part of it (another type
// name for an agency that knows only the interface, another name for a field).

import { isCompositeType, type GraphQLSchema } from 'graphql';
import type { FetchDataRewrite, QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isRecord } from '../util/isRecord.js';
import { quoteJson } from '../util/quoteJson.js';
import type { EntityKey } from './EntityKeys.js';
import { typeFits } from './typeFits.js';

interface WrittenField {
  /** Where the value stands in the merged data. */
  readonly key: string;
  /** `"code":` */
  readonly label: string;
  /** For an object, or objects in lists. */
  readonly inner?: RepresentationWriter;
  /** Stands instead of the value. */
  readonly constant?: string;
}

/** What is written of entities of one type. */
export interface EntityForm {
  /** As the agency is told it. */
  readonly typeName: string;
  /** A field whose value tells nearly all entities apart. Undefined where the key is no plain value. */
  readonly index: string | undefined;
  /** Undefined for an entity that the agency cannot be asked about: it has no key, or a needed field is missing. */
  write(entity: Record<string, unknown>): string | undefined;
  /** True where the same would be written of both. Objects are not looked into: they are alike if they are one. */
  isAlike(one: Record<string, unknown>, other: Record<string, unknown>): boolean;
}

interface WrittenType extends EntityForm {
  readonly fields: readonly WrittenField[];
}

type KeysOf = (typeName: string) => readonly EntityKey[];

const FRAGMENT = '... on ';

export class RepresentationWriter {
  readonly #schema: GraphQLSchema;
  readonly #selections: readonly QueryPlanSelectionNode[];
  readonly #rewrites: readonly FetchDataRewrite[];
  readonly #keysOf: KeysOf | undefined;
  /** By type name; undefined for objects that do not say their type. Holds names of the schema alone. */
  readonly #types = new Map<string | undefined, WrittenType>();

  /**
   * @param selections the plan's `requires`.
   * @param rewrites the plan's `inputRewrites`.
   * @param keysOf the keys by which the agency knows a type: an entity needs one. Default: any representation will do.
   */
  constructor(
    schema: GraphQLSchema,
    selections: readonly QueryPlanSelectionNode[],
    rewrites: readonly FetchDataRewrite[] = [],
    keysOf?: KeysOf,
  ) {
    this.#schema = schema;
    this.#selections = selections;
    this.#rewrites = rewrites;
    this.#keysOf = keysOf;
  }

  /** Undefined for an object that the agency cannot be asked about, since its type is unknown or another. */
  formOf(entity: Record<string, unknown>): EntityForm | undefined {
    const typename = Object.hasOwn(entity, '__typename') ? entity['__typename'] : undefined;
    if (typeof typename !== 'string' || typename === '') return undefined;
    const form = this.#typeOf(typename);
    return form.fields.length === 0 ? undefined : form;
  }

  /** Where in the merged data stands what is written, of entities of any type. */
  get neededKeys(): readonly string[] {
    const keysOf = (selections: readonly QueryPlanSelectionNode[]): string[] =>
      selections.flatMap((selection) => (selection.kind === 'Field' ? (selection.alias ?? selection.name) : keysOf(selection.selections)));
    return [...new Set(keysOf(this.#selections))];
  }

  /** For an object within an entity. */
  writeObject(object: Record<string, unknown>): string | undefined {
    const typename = Object.hasOwn(object, '__typename') ? object['__typename'] : undefined;
    return writeFields(this.#typeOf(typeof typename === 'string' ? typename : undefined).fields, object);
  }

  #typeOf(typename: string | undefined): WrittenType {
    let type = this.#types.get(typename);
    if (type === undefined) {
      const fields = this.#compile(typename);
      const asked = fields.find(({ key }) => key === '__typename')?.constant;
      const typeName = asked === undefined ? (typename ?? '') : String(JSON.parse(asked));
      type = typeOver(typeName, fields, this.#keysOf?.(typeName));
      // A name that the schema lacks comes from an agency: kept, it could fill the memory.
      if (typename === undefined || isCompositeType(this.#schema.getType(typename))) this.#types.set(typename, type);
    }
    return type;
  }

  #compile(typename: string | undefined): WrittenField[] {
    const nodes = new Map<string, QueryPlanFieldNode[]>();
    this.#collect(typename, this.#selections, nodes);
    // A condition on the type does not leave out an object that does not say its type.
    const holds = (condition: string) => typename === undefined || typeFits(this.#schema, typename, condition);
    const rewrites = this.#rewrites.map((rewrite) => ({ ...rewrite, path: withoutConditions(rewrite.path, holds) ?? [] }));
    return [...nodes].map(([key, fieldNodes]): WrittenField => {
      const ours = rewrites.filter(({ path }) => path[0] === key);
      const last = ours.filter(({ path }) => path.length === 1);
      const renamed = last.find((rewrite) => rewrite.kind === 'KeyRenamer');
      const set = last.find((rewrite) => rewrite.kind === 'ValueSetter');
      const selections = fieldNodes.flatMap((node) => node.selections ?? []);
      const inner = ours.flatMap((rewrite) => (rewrite.path.length > 1 ? [{ ...rewrite, path: rewrite.path.slice(1) }] : []));
      return {
        key,
        label: `${JSON.stringify(renamed?.kind === 'KeyRenamer' ? renamed.renameKeyTo : key)}:`,
        ...(selections.length > 0 && { inner: new RepresentationWriter(this.#schema, selections, inner) }),
        ...(set?.kind === 'ValueSetter' && { constant: JSON.stringify(set.setValueTo) }),
      };
    });
  }

  #collect(typename: string | undefined, selections: readonly QueryPlanSelectionNode[], nodes: Map<string, QueryPlanFieldNode[]>): void {
    for (const selection of selections) {
      if (selection.kind === 'Field') {
        const key = selection.alias ?? selection.name;
        const known = nodes.get(key);
        if (known === undefined) nodes.set(key, [selection]);
        else known.push(selection);
      } else if (selection.typeCondition === undefined || (typename !== undefined && typeFits(this.#schema, typename, selection.typeCondition))) {
        this.#collect(typename, selection.selections, nodes);
      }
    }
  }
}

/** @param allKeys undefined where they are not known. */
function typeOver(typeName: string, fields: readonly WrittenField[], allKeys: readonly EntityKey[] | undefined): WrittenType {
  const isWritten = (name: string) => fields.some((field) => field.key === name);
  // One of them must be there; null is no key. There is none where the plan means one type of an interface, and this is
  // another: of `... on M1 { id } ... on N { name }` an M0 has a name alone, and the agency would be asked about nobody.
  const keys = (allKeys ?? []).filter((key) => key.every(isWritten));
  const hasKey = (entity: Record<string, unknown>) => allKeys === undefined || keys.some((key) => key.every((name) => entity[name] !== null));
  return {
    typeName,
    fields,
    index: keys[0]?.find((name) => fields.some((field) => field.key === name && field.inner === undefined)),
    write: (entity) => (hasKey(entity) ? writeFields(fields, entity) : undefined),
    isAlike: (one, other) => fields.every(({ key }) => one[key] === other[key]),
  };
}

function writeFields(fields: readonly WrittenField[], source: Record<string, unknown>): string | undefined {
  let text = '{';
  for (const field of fields) {
    const value = Object.hasOwn(source, field.key) ? source[field.key] : undefined;
    if (value === undefined) return undefined;
    if (text.length > 1) text += ',';
    text += field.label;
    text += field.constant ?? writeValue(value, field.inner);
  }
  return `${text}}`;
}

function writeValue(value: unknown, inner: RepresentationWriter | undefined): string {
  if (inner === undefined) return typeof value === 'string' ? quoteJson(value) : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(item, inner)).join(',')}]`;
  // An object that lacks what is needed is null to the agency, as one that is not there.
  return (isRecord(value) ? inner.writeObject(value) : undefined) ?? 'null';
}

/** The path behind the type conditions it begins with; undefined where one of them does not hold. */
function withoutConditions(path: readonly string[], holds: (typeName: string) => boolean): readonly string[] | undefined {
  const [step, ...rest] = path;
  if (!step?.startsWith(FRAGMENT)) return path;
  return holds(step.slice(FRAGMENT.length)) ? withoutConditions(rest, holds) : undefined;
}
