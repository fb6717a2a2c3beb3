// Progressive @override: a label `percent(30)` moves a field to its new agency for 30 % of the requests.
// One number is drawn per request and decides over all labels, so that an operation has one plan more per
// percentage in the schema, and not one for every combination. Any other label is not for us to decide and
// counts as not yet begun.

import { Kind, visit, type DocumentNode } from 'graphql';

export class OverrideShares {
  readonly #percents: ReadonlyMap<string, number>;

  /** @param percents as `readOverridePercents` finds them. */
  constructor(percents: ReadonlyMap<string, number>) {
    this.#percents = percents;
  }

  /** True where every request is planned alike. */
  get areNone(): boolean {
    return this.#percents.size === 0;
  }

  /** @param draw 0 to below 1. @returns which labels hold, for the planner. */
  conditions(draw: number): Map<string, boolean> {
    return new Map([...this.#percents].map(([label, percent]) => [label, draw * 100 < percent]));
  }
}

/** By label, all of the form `percent(n)`. */
export function readOverridePercents(supergraph: DocumentNode): Map<string, number> {
  const percents = new Map<string, number>();
  visit(supergraph, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'join__field') return;
      const label = given.find((argument) => argument.name.value === 'overrideLabel')?.value;
      const percent = label?.kind === Kind.STRING ? /^percent\((\d+(?:\.\d+)?)\)$/.exec(label.value)?.[1] : undefined;
      if (label?.kind === Kind.STRING && percent !== undefined) percents.set(label.value, Number(percent));
    },
  });
  return percents;
}
