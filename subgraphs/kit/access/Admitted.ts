// Cases and persons of other agencies that a request's caller may see here. An agency that keeps no facts about them
// learns these with the reference; who passes the rule is admitted, and only the rows of the admitted are seen
// (rowSecurity.ts). A resolver that forgets to ask admits nobody, and finds nothing.

export class Admitted {
  readonly #cases = new Set<string>();
  readonly #persons = new Set<string>();

  get cases(): Iterable<string> {
    return this.#cases;
  }

  get persons(): Iterable<string> {
    return this.#persons;
  }

  /** An id with a comma is none: it would be read as two. */
  admitCase(id: string): void {
    if (!id.includes(',')) this.#cases.add(id);
  }

  admitPerson(id: string): void {
    if (!id.includes(',')) this.#persons.add(id);
  }
}
