/** An agency that rests on something made up must not answer about real people. Each of the lines says what, and what to do. */
export class UnfitForProduction extends Error {
  readonly lines: readonly string[];

  /** @param lines at least one. */
  constructor(lines: readonly string[]) {
    super(lines.join('; '));
    this.lines = lines;
  }
}
