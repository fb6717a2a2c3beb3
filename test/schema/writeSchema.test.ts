// The committed files are written whole, compared without being touched, and never left behind.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSchemaFiles } from '../../schema/writeSchema.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { committedSdls } from './committedSchema.js';

const sdls = committedSdls();
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'qaqpa-schema-'));
  cpSync(join(PACKAGE_ROOT, 'schema/operations'), join(root, 'schema/operations'), { recursive: true });
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('writing the schema files', () => {
  it('writes every file into an empty place, and nothing the second time', async () => {
    const first = await writeSchemaFiles({ root, sdls, check: false });
    expect(first).toMatchObject({
      kind: 'written',
      changed: [
        'schema/subgraphs/applicants.graphql',
        'schema/subgraphs/security-checks.graphql',
        'schema/subgraphs/labour-demand.graphql',
        'schema/subgraphs/regional-quotas.graphql',
        'schema/supergraph.graphql',
        'schema/api.graphql',
        'schema/generated/operations.ts',
        'schema/persisted-operations.json',
      ],
    });
    expect(await writeSchemaFiles({ root, sdls, check: false })).toMatchObject({ kind: 'written', changed: [] });
    expect(await writeSchemaFiles({ root, sdls, check: true })).toEqual({ kind: 'checked', stale: [] });
  });

  it('writes the addresses of the agencies on one machine, in the order of their names', async () => {
    await writeSchemaFiles({ root, sdls, check: false });
    const graphs = [...readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8').matchAll(/name: "([\w-]+)", url: "([^"]+)"/g)];
    expect(Object.fromEntries(graphs.map(([, name, url]) => [name, url]))).toEqual({
      applicants: 'http://127.0.0.1:4101/graphql',
      'security-checks': 'http://127.0.0.1:4102/graphql',
      'labour-demand': 'http://127.0.0.1:4103/graphql',
      'regional-quotas': 'http://127.0.0.1:4104/graphql',
    });
  });

  it('tells an edited, a missing and a left-over file when it only checks, and touches none', async () => {
    await writeSchemaFiles({ root, sdls, check: false });
    writeFileSync(join(root, 'schema/api.graphql'), 'type Query { edited: Int }');
    rmSync(join(root, 'schema/generated/operations.ts'));
    writeFileSync(join(root, 'schema/subgraphs/closed-agency.graphql'), 'type Query { old: Int }');

    const stale = ['schema/api.graphql', 'schema/generated/operations.ts', 'schema/subgraphs/closed-agency.graphql'];
    expect(await writeSchemaFiles({ root, sdls, check: true })).toEqual({ kind: 'checked', stale });
    expect(readdirSync(join(root, 'schema/subgraphs'))).toContain('closed-agency.graphql');

    expect(await writeSchemaFiles({ root, sdls, check: false })).toMatchObject({ kind: 'written', changed: stale });
    expect(readdirSync(join(root, 'schema/subgraphs'))).not.toContain('closed-agency.graphql');
    expect(await writeSchemaFiles({ root, sdls, check: true })).toEqual({ kind: 'checked', stale: [] });
  });

  it('writes nothing when the schemas do not compose, and gives the line in the file it would have written', async () => {
    const broken = { ...sdls, 'security-checks': sdls['security-checks'].replace('clearance: SecurityClearance!', 'clearance: SecurityClearance') };
    expect(broken['security-checks']).not.toBe(sdls['security-checks']);
    const line = sdls['security-checks'].split('\n').findIndex((text) => text.includes('clearance: SecurityClearance!')) + 3;
    expect(await writeSchemaFiles({ root, sdls: broken, check: false })).toMatchObject({
      kind: 'rejected',
      problems: [
        { rule: 'contributionIsAnswer', agency: 'security-checks', place: 'Application.clearance', line },
        { rule: 'EXTERNAL_TYPE_MISMATCH', agency: null, place: 'Application.clearance', line: null },
      ],
    });
    expect(readdirSync(join(root, 'schema'))).toEqual(['operations']);
  });

  it('writes nothing when an operation asks for a field that is gone', async () => {
    writeFileSync(join(root, 'schema/operations/CaseFile.graphql'), 'query CaseFile { authorities { motto } }');
    expect(await writeSchemaFiles({ root, sdls, check: false })).toMatchObject({
      kind: 'rejected',
      problems: [{ rule: 'operationFile', place: 'schema/operations/CaseFile.graphql' }],
    });
    expect(readdirSync(join(root, 'schema'))).toEqual(['operations']);
  });
});
