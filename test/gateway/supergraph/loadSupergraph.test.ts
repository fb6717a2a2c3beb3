import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartUpError } from '../../../gateway/errors/StartUpError.js';
import { loadSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { SUPERGRAPH_FILE } from '../../kit/gateway/testWorld.js';

const supergraph = loadSupergraph(SUPERGRAPH_FILE);

describe('the committed supergraph', () => {
  it('names the four agencies', () => {
    expect(supergraph.agencies.toSorted()).toEqual(['applicants', 'labour-demand', 'regional-quotas', 'security-checks']);
  });

  it('knows the types in which agencies answer', () => {
    expect(supergraph.answerTypes().toSorted()).toEqual([
      'AuthorityCheck',
      'DemandMatch',
      'KandasStatus',
      'Placement',
      'Readiness',
      'RegionLabourDemand',
      'SecurityClearance',
    ]);
  });

  it.each([
    ['Application', 'clearance', ['security-checks']],
    ['Application', 'readiness', ['applicants']],
    ['Application', 'track', ['applicants']],
    ['SecurityClearance', 'outcome', ['security-checks']],
    ['Region', 'name', ['applicants', 'labour-demand', 'regional-quotas']],
    ['Region', 'receivesKandas', ['regional-quotas']],
    ['Region', 'nothing', []],
    ['Nothing', 'name', []],
  ])('knows who answers for %s.%s', (type, field, agencies) => {
    expect(supergraph.agenciesOf(type, field).toSorted()).toEqual(agencies);
  });

  it('shows clients nothing of the machinery of composition', () => {
    expect(Object.keys(supergraph.apiSchema.getTypeMap()).filter((name) => /join__|link__/.test(name))).toEqual([]);
    expect(supergraph.apiSchema.getType('Application')).toBeDefined();
  });
});

describe('a file that does not load', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'qaqpa-supergraph-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['is not there', undefined, 'the supergraph cannot be read (ENOENT)'],
    ['is empty', '', 'no usable supergraph: Syntax Error: Unexpected <EOF>.'],
    ['is no GraphQL', 'type {', 'no usable supergraph: Syntax Error: Expected Name, found "{".'],
    ['is a schema, but not a composed one', 'type Query { a: String }', 'no usable supergraph: Invalid supergraph: must be a core schema'],
  ])('because it %s gives one line that names it', (_why, content, reason) => {
    const file = join(folder, `${_why.replaceAll(' ', '-')}.graphql`);
    if (content !== undefined) writeFileSync(file, content);
    let thrown: unknown;
    try {
      loadSupergraph(file);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(StartUpError);
    const { message } = thrown as StartUpError;
    expect(message).toContain(`${file}: ${reason}`);
    expect(message).not.toContain('\n');
  });
});
