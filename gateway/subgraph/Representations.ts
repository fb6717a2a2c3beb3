/** Entities as federation's `representations` names them, written already. */
export interface Representations {
  /** JSON text of the list. */
  readonly text: string;
  /** What each calls its `__typename`. */
  readonly typeNames: readonly string[];
}
