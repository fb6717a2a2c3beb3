// The response keys of one place of the response, with what stands under each: fields that meet must be the same call and
// lead to the same type (GraphQL §5.3.2), except where their objects can never be one, and then the type must be the same.

import { isObjectType, type GraphQLCompositeType } from 'graphql';

interface Taken {
  readonly call: string;
  readonly type: string;
  readonly on: GraphQLCompositeType;
}

export interface NamedCall {
  readonly key: string;
  readonly text: string;
}

export class ResponseKeys {
  readonly #taken = new Map<string, Taken>();
  readonly #below = new Map<string, ResponseKeys>();

  /**
   * @param call field and arguments.
   * @param drawAlias is asked for a name; the field's own where it has none.
   * @returns the key, and the call with it where it is an alias.
   */
  nameFor(call: string, type: string, on: GraphQLCompositeType, drawAlias: () => string | undefined): NamedCall {
    const fieldName = call.split('(', 1)[0] ?? call;
    for (let attempt = 0; ; attempt += 1) {
      const key = attempt === 0 ? (drawAlias() ?? fieldName) : `${fieldName}_${attempt}`;
      const taken = this.#taken.get(key);
      if (taken === undefined) this.#taken.set(key, { call, type, on });
      else if (taken.type !== type || (taken.call !== call && !canNeverMeet(taken.on, on))) continue;
      return { key, text: key === fieldName ? call : `${key}: ${call}` };
    }
  }

  /** Of the object under the key. */
  below(key: string): ResponseKeys {
    let keys = this.#below.get(key);
    if (keys === undefined) this.#below.set(key, (keys = new ResponseKeys()));
    return keys;
  }
}

function canNeverMeet(one: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
  return isObjectType(one) && isObjectType(other) && one !== other;
}
