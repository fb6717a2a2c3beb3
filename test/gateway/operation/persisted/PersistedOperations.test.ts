import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OperationManifest } from '../../../../gateway/operation/persisted/OperationManifest.js';
import { PersistedOperations, type PersistedOperationsMode } from '../../../../gateway/operation/persisted/PersistedOperations.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const KNOWN = '{ known }';
const STRANGE = '{ strange }';
const manifestOf = (...bodies: string[]) => JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: bodies.map((body) => ({ id: sha256(body), body, name: 'N', type: 'query' })) });
const persisted = (mode: PersistedOperationsMode, ...bodies: string[]) => new PersistedOperations(mode, OperationManifest.parse('m.json', manifestOf(...bodies)));

const text = { text: KNOWN };
const warned = { text: STRANGE, warning: { rule: 'PersistedOperation', message: expect.stringContaining('not in the manifest') as string } };
const unknown = { code: 'PERSISTED_QUERY_NOT_FOUND', httpStatus: 404 };
const forbidden = { code: 'OPERATION_NOT_ALLOWED', httpStatus: 403 };
const mismatch = { code: 'BAD_USER_INPUT', message: 'The query does not have the SHA-256 hash that was sent with it.' };

describe('a request', () => {
  it.each([
    ['by a known id', { documentId: sha256(KNOWN) }, { open: text, prefer: text, only: text }],
    ['by an unknown id', { documentId: sha256(STRANGE) }, { open: unknown, prefer: unknown, only: unknown }],
    ['by a known text', { query: KNOWN }, { open: text, prefer: text, only: text }],
    ['by an unknown text', { query: STRANGE }, { open: { text: STRANGE }, prefer: warned, only: forbidden }],
    ['by a known text with its hash', { query: KNOWN, documentId: sha256(KNOWN) }, { open: text, prefer: text, only: text }],
    ['by an unknown text with its hash', { query: STRANGE, documentId: sha256(STRANGE) }, { open: { text: STRANGE }, prefer: warned, only: forbidden }],
    ['by a text with the hash of another', { query: STRANGE, documentId: sha256(KNOWN) }, { open: mismatch, prefer: mismatch, only: mismatch }],
    ['by a known text with a blank more', { query: `${KNOWN} ` }, { open: { text: `${KNOWN} ` }, prefer: { ...warned, text: `${KNOWN} ` }, only: forbidden }],
  ])('%s', (_what, request, outcomes) => {
    for (const mode of ['open', 'prefer', 'only'] as const) {
      const resolve = () => persisted(mode, KNOWN).resolve(request);
      const outcome = outcomes[mode];
      if ('code' in outcome) expect(resolve, mode).toThrow(expect.objectContaining(outcome));
      else expect(resolve(), mode).toEqual(outcome);
    }
  });

  it('registers nothing: an id stays unknown after its text has been sent with it', () => {
    const open = persisted('open', KNOWN);
    open.resolve({ query: STRANGE, documentId: sha256(STRANGE) });
    expect(() => open.resolve({ documentId: sha256(STRANGE) })).toThrow(expect.objectContaining(unknown));
  });

  it('finds what the manifest holds now', () => {
    const only = persisted('only', KNOWN);
    only.replace(OperationManifest.parse('m.json', manifestOf(STRANGE)));
    expect(only.resolve({ documentId: sha256(STRANGE) })).toEqual({ text: STRANGE });
    expect(() => only.resolve({ query: KNOWN })).toThrow(expect.objectContaining(forbidden));
  });
});

describe('a manifest', () => {
  const operation = { id: sha256(KNOWN), body: KNOWN };
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1 };
  it.each([
    ['no JSON', '{', 'it is not JSON'],
    ['another format', JSON.stringify({ ...manifest, format: 'x', operations: [] }), 'it is not of the format "apollo-persisted-query-manifest", version 1'],
    ['another version', JSON.stringify({ ...manifest, version: 2, operations: [] }), 'it is not of the format'],
    ['no operations', JSON.stringify(manifest), 'its operations are no list'],
    ['an operation without a body', JSON.stringify({ ...manifest, operations: [operation, { id: 'x' }] }), 'operation 2 has no id or no body'],
    ['an id that is not the hash of its text', JSON.stringify({ ...manifest, operations: [{ ...operation, body: STRANGE }] }), 'the id of operation 1 is not the SHA-256 of its body'],
  ])('with %s is refused', (_what, content, problem) => {
    expect(() => OperationManifest.parse('m.json', content)).toThrow(`m.json: no usable manifest of persisted operations: ${problem}`);
  });

  it('that is not there is named', () => {
    expect(() => OperationManifest.read('/nowhere/m.json')).toThrow('/nowhere/m.json: the manifest of persisted operations cannot be read (ENOENT): name another with persistedOperations.manifestFile');
  });

  it('may be empty', () => expect(OperationManifest.parse('m.json', manifestOf()).size).toBe(0));
});
