// Where an element stands in an agency's SDL: its schema coordinate and its line.

import type { ASTNode } from 'graphql';

/** An element of a federation schema, as far as telling its place needs it. */
export interface PlacedElement {
  readonly coordinate: string;
  readonly sourceAST?: ASTNode;
}

/** `place` and `line` of a problem about this element. */
export function placeOf(element: PlacedElement): { place: string; line: number | null } {
  return { place: element.coordinate, line: element.sourceAST === undefined ? null : lineOf(element.sourceAST) };
}

/**
 * Line of a node's name rather than of the node: a node begins with its description, which can be
 * many lines long. Null for nodes that were not parsed from text.
 */
export function lineOf(node: ASTNode): number | null {
  const start = 'name' in node && node.name !== undefined ? node.name : node;
  return start.loc?.startToken.line ?? node.loc?.startToken.line ?? null;
}
