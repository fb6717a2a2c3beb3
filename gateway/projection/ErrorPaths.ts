// The paths of errors as a tree of their keys, so that a question costs the length of one path, however
// many errors a sick agency has caused.

import type { GraphQLFormattedError } from 'graphql';
import type { ResponsePath } from './Place.js';

interface PathNode {
  /** True where an error's path ends here. */
  isEnd: boolean;
  readonly next: Map<string | number, PathNode>;
}

export class ErrorPaths {
  readonly #root: PathNode = createNode();

  /** Errors without a path say nothing about any field and are left out. */
  constructor(errors: readonly GraphQLFormattedError[]) {
    for (const { path } of errors) if (path !== undefined) this.#add(path);
  }

  /** True where an error lies at the path, on the way to it, or below it. */
  overlap(path: ResponsePath): boolean {
    let node = this.#root;
    for (const key of path) {
      if (node.isEnd) return true;
      const next = node.next.get(key);
      if (next === undefined) return false;
      node = next;
    }
    return true;
  }

  #add(path: ResponsePath): void {
    let node = this.#root;
    for (const key of path) {
      let next = node.next.get(key);
      if (next === undefined) node.next.set(key, (next = createNode()));
      node = next;
    }
    node.isEnd = true;
  }
}

function createNode(): PathNode {
  return { isEnd: false, next: new Map() };
}
