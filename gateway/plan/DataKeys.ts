// Names of our own for what a client's fields are called inside. A client may call a field anything:
// `{ products { upc: name shippingEstimate } }` puts a name where the plan expects a key, and two calls
// of one field with different arguments meet under one name. Before planning, every field gets a data
// key that depends on the field alone; the response writer and error paths go back to the client's names.
//
//   name                     → name
//   upc: name                → name                 (the alias is the client's affair)
//   quota(year: 2026)        → quota__1             (numbered by field and arguments, per operation)
//   first: move(to: A)       → first__2             (root of a mutation: each selection runs by itself)

import { print, visit, type ArgumentNode, type FieldNode, type StringValueNode } from 'graphql';

/** How the data calls a field. */
export interface FieldKeys {
  /** @param runsAlone true at the root of a mutation. */
  keyOf(field: FieldNode, runsAlone?: boolean): string;
}

export class DataKeys implements FieldKeys {
  readonly #numbers: Map<string, number>;

  /** @param numbers of the data keys of the same operation, where it has been planned elsewhere. */
  constructor(numbers: ReadonlyMap<string, number> = new Map()) {
    this.#numbers = new Map(numbers);
  }

  /** What tells equal fields apart from others → the number that its keys have. Plain data. */
  get numbers(): ReadonlyMap<string, number> {
    return this.#numbers;
  }

  /**
   * The key under which the merged data holds the field; the same for the same field and arguments.
   * @param runsAlone true at the root of a mutation, where equal fields must not be merged.
   */
  keyOf(field: FieldNode, runsAlone = false): string {
    const name = field.name.value;
    const responseKey = field.alias?.value ?? name;
    if (runsAlone) return this.#numbered(responseKey, `${responseKey} alone`);
    const call = (field.arguments ?? []).map(printArgument).toSorted().join(', ');
    return call === '' ? name : this.#numbered(name, `${name}(${call})`);
  }

  /** `__` cannot begin or stand in a name that a schema of ours uses, so no field is ever shadowed. */
  #numbered(name: string, identity: string): string {
    let number = this.#numbers.get(identity);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(identity, number);
    }
    return `${name}__${number}`;
  }
}

/** Alike for alike values, however the document writes its strings: it is printed and read again on its way to the planner. */
function printArgument(argument: ArgumentNode): string {
  return print(visit(argument, { StringValue: (node): StringValueNode | undefined => (node.block === true ? { ...node, block: false } : undefined) }));
}
