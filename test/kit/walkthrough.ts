// Reads the walk-through out of a README, so that a test can walk it. The grammar:
//
//   the section     from the heading "Walk-through" to the next heading of its level or above
//   a command       each line of a ```sh block in it, in order; a backslash at the end of a line, or an
//                   open quotation mark, continues it on the next line
//   what it says    comment lines right after a command; each is one promise about it:
//                     # → TEXT         its output contains TEXT
//                     # ↛ TEXT         its output does not contain TEXT
//                     # until → TEXT   repeated until its output contains TEXT, for half a minute at most
//   other comments  are for the reader only
//
// Blocks of other languages, and indented ones, are not commands: `npm start` stands in such a one.

export interface Step {
  readonly command: string;
  readonly promises: readonly Promised[];
}

export type Promised =
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'lacks'; readonly text: string }
  | { readonly kind: 'until'; readonly text: string };

/** The steps in their order; none where there is no such section. */
export function readWalkthrough(markdown: string): Step[] {
  return shellBlocks(walkthroughSection(markdown)).flatMap(readSteps);
}

function walkthroughSection(markdown: string): string {
  const heading = /^(#+) Walk-through\s*$/m.exec(markdown);
  if (heading === null) return '';
  const rest = markdown.slice(heading.index + heading[0].length);
  // A comment in a shell block begins like a heading of the first level.
  const withoutBlocks = rest.replaceAll(/^```[^]*?^```$/gm, (block) => block.replaceAll('#', ' '));
  const end = withoutBlocks.search(new RegExp(`^#{1,${heading[1]!.length}} `, 'm'));
  return end === -1 ? rest : rest.slice(0, end);
}

function shellBlocks(section: string): string[] {
  return [...section.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block!);
}

function readSteps(block: string): Step[] {
  const steps: { command: string; promises: Promised[] }[] = [];
  let open: string | null = null;
  for (const line of block.split('\n')) {
    if (open === null && line.trim() === '') continue;
    if (open === null && line.startsWith('#')) {
      const promised = readPromise(line);
      if (promised !== null) steps.at(-1)?.promises.push(promised);
      continue;
    }
    const command: string = open === null ? line : `${open}\n${line}`;
    if (isUnfinished(command)) {
      open = command;
      continue;
    }
    steps.push({ command, promises: [] });
    open = null;
  }
  if (open !== null) throw new Error(`the walk-through holds a command without an end: ${open}`);
  return steps;
}

function readPromise(comment: string): Promised | null {
  const promise = /^#\s*(→|↛|until →)\s*(.+)$/.exec(comment);
  if (promise === null) return null;
  const kind = ({ '→': 'contains', '↛': 'lacks', 'until →': 'until' } as const)[promise[1] as '→' | '↛' | 'until →'];
  return { kind, text: promise[2]!.trim() };
}

/** True while a quotation mark is open or the last line ends in a backslash. */
function isUnfinished(command: string): boolean {
  let quote: string | null = null;
  for (let i = 0; i < command.length; i += 1) {
    const character = command[i]!;
    if (character === '\\' && quote !== "'") i += 1;
    else if (quote === null && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = null;
  }
  return quote !== null || command.endsWith('\\');
}
