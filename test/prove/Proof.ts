// What a long measurement shows: a table, and whether what is promised holds in it.

export interface Proof {
  readonly title: string;
  /** Markdown. */
  readonly table: string;
  /** What must hold, with the figure that was found. */
  readonly finding: string;
  readonly holds: boolean;
}

export interface ProofOptions {
  /** Share of the full length, above 0 to 1: shorter runs hint, they do not prove. */
  readonly share: number;
  /** Progress. */
  readonly tell: (line: string) => void;
}

export type Prove = (options: ProofOptions) => Promise<Proof>;

export function tableOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---:'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Of one or more values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
