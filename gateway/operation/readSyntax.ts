// From the text of a document to its syntax tree. Bounded before it is parsed: parser, rules and planner walk a
// document by recursion, and a few kilobytes of brackets would exhaust the stack of any of them.

import { Lexer, parse, Source, syntaxError, TokenKind, type DocumentNode } from 'graphql';

/** Brackets of any kind that may stand open at one place. Honest operations have some ten to twenty. */
const MAX_DEPTH = 200;

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * @param maxTokens tokens that the document may have.
 * @throws {GraphQLError} where the text is no document, or too large a one.
 */
export function readSyntax(text: string, maxTokens: number): DocumentNode {
  const source = new Source(text);
  assertDepth(source, maxTokens);
  return parse(source, { maxTokens });
}

/** Ends where parsing would: at the first text that is no token, or after the most tokens. */
function assertDepth(source: Source, maxTokens: number): void {
  const lexer = new Lexer(source);
  let depth = 0;
  for (let count = 0; count <= maxTokens; count += 1) {
    const { kind, start } = lexer.advance();
    if (kind === TokenKind.EOF) return;
    if (OPENING.has(kind)) depth += 1;
    else if (CLOSING.has(kind)) depth -= 1;
    if (depth > MAX_DEPTH) throw syntaxError(source, start, `Document is nested more than ${MAX_DEPTH} deep.`);
  }
}
