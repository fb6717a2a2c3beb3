// The code keeps to the import table, and the table would notice if it did not.

import { describe, expect, it } from 'vitest';
import { findCycles, findForbiddenImports, findImpureRules, findUpwardImports } from './checkImports.js';
import { parseSourceFile, readSourceFiles } from './sourceFiles.js';

const files = readSourceFiles();

/** a imports b, b imports c, and c takes something from a by the given words. */
function circle(words: string) {
  return [
    parseSourceFile('schema/a.ts', "import { b } from './b.js';"),
    parseSourceFile('schema/b.ts', "import {\n  c,\n} from './c.js';"),
    parseSourceFile('schema/c.ts', `${words} { a } from './a.js';`),
  ];
}

describe('the source', () => {
  it('is read with its imports', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(files.length);
  });

  it('imports only the rooms that the table allows', () => {
    expect(findForbiddenImports(files)).toEqual([]);
  });

  it('imports only earlier rooms of its house, and every file stands in a room of the list', () => {
    expect(findUpwardImports(files)).toEqual([]);
  });

  it('keeps the rules of every agency free of store, GraphQL, clock and chance', () => {
    expect(findImpureRules(files)).toEqual([]);
  });

  it('has no circle of imports', () => {
    expect(findCycles(files)).toEqual([]);
  });

  it('imports nothing of ours by a path that does not exist', () => {
    const known = new Set(files.map((file) => file.path.replace(/\.(?:ts|js)$/, '')));
    const missing = files.flatMap((file) =>
      file.imports
        .filter(({ specifier, target }) => target !== null && !specifier.endsWith('.json') && !known.has(target))
        .filter(({ target }) => !/^(?:dist|schema\/generated)\//.test(target ?? ''))
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the import table', () => {
  it.each([
    ['the gateway importing an agency', 'gateway/http/x.ts', '../../subgraphs/kit/x.js'],
    ['the gateway importing composition', 'gateway/http/x.ts', '../../schema/writeSchema.js'],
    ['an agency importing another', 'subgraphs/applicants/main.ts', '../labour-demand/model.js'],
    ['the kit importing an agency', 'subgraphs/kit/x.ts', '../applicants/model.js'],
    ['the contract importing its neighbour', 'schema/contract/x.ts', '../ownership.js'],
    ['a schema room importing an agency', 'schema/writeSchema.ts', '../subgraphs/applicants/agency.js'],
    ['the command line importing the engine', 'cli/main.ts', '../gateway/engine/x.js'],
    ['the command line importing an agency', 'cli/main.ts', '../subgraphs/applicants/main.js'],
    ['anything importing the command line', 'gateway/main.ts', '../cli/main.js'],
    ['anything importing a test', 'schema/writeSchema.ts', '../test/kit/x.js'],
    ['a file of a folder without a row', 'tools/x.ts', './y.js'],
  ])('refuses %s', (_case, path, specifier) => {
    expect(findForbiddenImports([parseSourceFile(path, `import { x } from '${specifier}';`)])).toHaveLength(1);
  });

  it.each([
    ['the contract', 'gateway/http/x.ts', '../../schema/contract/headers.js'],
    ['the kit from an agency', 'subgraphs/applicants/main.ts', '../kit/serve/x.js'],
    ['its own folder', 'subgraphs/applicants/main.ts', './model.js'],
    ['the configuration from the command line', 'cli/main.ts', '../gateway/config/loadConfig.js'],
  ])('allows %s', (_case, path, specifier) => {
    expect(findForbiddenImports([parseSourceFile(path, `import type { x } from '${specifier}';`)])).toEqual([]);
  });

  it.each([
    ['a later stage', 'gateway/operation/x.ts', '../http/y.js', 1],
    ['the room that comes next', 'gateway/supergraph/x.ts', '../subgraph/y.js', 1],
    ['the room just before', 'gateway/subgraph/x.ts', '../supergraph/y.js', 0],
    ['an earlier stage', 'gateway/http/x.ts', '../operation/y.js', 0],
    ['its own room', 'gateway/http/x.ts', './y.js', 0],
    ['a neighbour, in a room that is not listed', 'gateway/attic/x.ts', './y.js', 1],
    ['the store from a rule', 'subgraphs/applicants/rules/x.ts', '../store/y.js', 1],
    ['the model from a rule', 'subgraphs/applicants/rules/x.ts', '../model.js', 0],
    ['composition from a rule about schemas', 'schema/check/rules/x.ts', '../../compose/y.js', 1],
  ])('judges an import of %s by the order of the rooms', (_case, path, specifier, findings) => {
    expect(findUpwardImports([parseSourceFile(path, `export { x } from '${specifier}';`)])).toHaveLength(findings);
  });

  it.each([
    ["import { sql } from 'kysely';"],
    ["import { GraphQLError } from 'graphql';"],
    ["import { systemClock } from '../../kit/time/Clock.js';"],
    ['export const today = () => new Date();'],
    ['export const now = Date.now;'],
  ])('refuses in a rule: %s', (text) => {
    expect(findImpureRules([parseSourceFile('subgraphs/applicants/rules/x.ts', text)])).toHaveLength(1);
    expect(findImpureRules([parseSourceFile('subgraphs/applicants/seed.ts', text)])).toEqual([]);
  });

  it('finds a circle across files, and none that only types make', () => {
    expect(findCycles(circle('import'))).toEqual(['schema/a → schema/b → schema/c → schema/a']);
    expect(findCycles(circle('export'))).toHaveLength(1);
    expect(findCycles(circle('import type'))).toEqual([]);
  });

  it('sees bare and dynamic imports', () => {
    const specifier = './x.js';
    const { imports } = parseSourceFile('gateway/main.ts', `import 'reflect-metadata';\nconst x = await import('${specifier}');`);
    expect(imports.map(({ specifier }) => specifier)).toEqual(['reflect-metadata', specifier]);
  });
});
