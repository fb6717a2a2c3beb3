import { expect, test } from 'vitest';
import { runInShell } from '../kit/shell.js';
import { readWalkthrough } from '../kit/walkthrough.js';

const README = `
# Title
\`\`\`sh
before the section
\`\`\`
## Walk-through
    npm start
\`\`\`sh
# a comment for the reader
curl -s one
# → "a":1
# ↛ "b"
# another comment
curl -s two -d '{
  "query": "it is # no comment"
}'
# until → ANSWERED
curl -s three \\
  -d x
# → three
\`\`\`
\`\`\`json
{ "not": "a command" }
\`\`\`
### A part of it
\`\`\`sh
four
\`\`\`
## After
\`\`\`sh
after the section
\`\`\`
`;

test('the walk-through of a README is its commands with what is promised about each', () => {
  expect(readWalkthrough(README)).toEqual([
    {
      command: 'curl -s one',
      promises: [
        { kind: 'contains', text: '"a":1' },
        { kind: 'lacks', text: '"b"' },
      ],
    },
    { command: `curl -s two -d '{\n  "query": "it is # no comment"\n}'`, promises: [{ kind: 'until', text: 'ANSWERED' }] },
    { command: 'curl -s three \\\n  -d x', promises: [{ kind: 'contains', text: 'three' }] },
    { command: 'four', promises: [] },
  ]);
});

test('a README without the section has no steps', () => {
  expect(readWalkthrough('# Title\n```sh\nx\n```\n')).toEqual([]);
});

test('a command whose quotation never ends is told, not run', () => {
  expect(() => readWalkthrough("## Walk-through\n```sh\necho 'x\n```\n")).toThrow("a command without an end: echo 'x");
});

test('a command runs in a shell, with its exit code, both streams and its time', async () => {
  const { exitCode, output } = await runInShell(`echo "$WORD"; echo two >&2; exit 3`, { WORD: 'one' });
  expect({ exitCode, output }).toEqual({ exitCode: 3, output: 'one\ntwo\n' });
});
