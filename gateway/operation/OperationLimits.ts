// What one operation may ask for at most. Each limit is told from the text of the document and, for the cost, from
// the variables: nothing is executed to find out.

export interface OperationLimits {
  /** Tokens of the document; parsing stops there. */
  readonly maxTokens: number;
  /** Selection sets within each other, fragments opened. */
  readonly maxDepth: number;
  /** Fields, fragments opened. */
  readonly maxFields: number;
  /** Fields of the root type, fragments opened: each may be a call to an agency, and those of a mutation run one after the other. */
  readonly maxRootFields: number;
  /** Fields with an alias, fragments opened: by aliases a document asks the same over and over. */
  readonly maxAliases: number;
  /** Directives at any place, fragments opened. */
  readonly maxDirectives: number;
  /** See `cost/compileCost`. */
  readonly maxCost: number;
  /** Items that the cost assumes of a list whose size neither the schema nor the operation tells. */
  readonly assumedListSize: number;
}
