// The committed schema files: each agency's SDL as its code prints it, the supergraph, the public API
// schema, the operations' types, and their manifest. Built from SDL texts that the caller obtained from the agencies;
// this room never imports an agency. Agencies other than ours come through composeSupergraph instead.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SchemaProblem } from './check/SchemaProblem.js';
import { composeSupergraph } from './compose/composeSupergraph.js';
import { AGENCY_NAMES, type AgencyName } from './contract/AgencyName.js';
import { generateOperationTypes } from './generateOperationTypes.js';
import { persistedOperationManifest } from './persistedOperationManifest.js';
import { readOperations } from './readOperations.js';

const SUBGRAPHS_FOLDER = 'schema/subgraphs';
const OPERATIONS_FOLDER = 'schema/operations';

/** Port of the first agency on one machine; the others follow in the order of AGENCY_NAMES. */
const FIRST_AGENCY_PORT = 4101;

export type AgencySdls = Readonly<Record<AgencyName, string>>;

export type SchemaFiles =
  | {
      readonly kind: 'built';
      /** Path from the package's root, with forward slashes → content. */
      readonly files: ReadonlyMap<string, string>;
      readonly hints: readonly string[];
    }
  | { readonly kind: 'rejected'; readonly problems: readonly SchemaProblem[] };

/**
 * Builds every committed schema file in memory.
 *
 * @param operationTexts path of each file of schema/operations → its text
 */
export async function buildSchemaFiles(
  sdls: AgencySdls,
  operationTexts: ReadonlyMap<string, string>,
): Promise<SchemaFiles> {
  // Composed from the files' own text, heading included, so that problems name the file's lines.
  const sources = AGENCY_NAMES.map((name, index) => ({
    name,
    url: `http://127.0.0.1:${FIRST_AGENCY_PORT + index}/graphql`,
    sdl: withHeading('#', `What ${name} serves, printed from its code`, sdls[name]),
  }));
  const composition = composeSupergraph(sources);
  if (composition.kind === 'rejected') return composition;
  const { supergraphSdl, apiSdl, hints } = composition;

  const operations = readOperations(apiSdl, operationTexts);
  if (operations.kind === 'rejected') return operations;
  const types = await generateOperationTypes(apiSdl, operations.operations);

  const files = new Map(sources.map(({ name, sdl }) => [`${SUBGRAPHS_FOLDER}/${name}.graphql`, sdl]));
  files.set('schema/supergraph.graphql', withHeading('#', 'What the gateway loads, composed from schema/subgraphs', supergraphSdl));
  files.set('schema/api.graphql', withHeading('#', 'What clients see: the public API schema of the supergraph', apiSdl));
  files.set('schema/generated/operations.ts', withHeading('//', 'Types and documents of schema/operations', types));
  files.set('schema/persisted-operations.json', persistedOperationManifest(operations.operations));
  return { kind: 'built', files, hints };
}

export interface WriteSchemaOptions {
  /** The package's root folder. */
  readonly root: string;
  readonly sdls: AgencySdls;
  /** True: compare only and write nothing. */
  readonly check: boolean;
}

export type WriteSchemaResult =
  /** `stale`: files that differ from what the code prints, are missing, or have no agency; empty is good. */
  | { readonly kind: 'checked'; readonly stale: readonly string[] }
  /** `changed`: files written or removed; the others were up to date and left alone. */
  | { readonly kind: 'written'; readonly changed: readonly string[]; readonly hints: readonly string[] }
  | { readonly kind: 'rejected'; readonly problems: readonly SchemaProblem[] };

/** Brings the committed schema files up to date, or tells which are not. */
export async function writeSchemaFiles({ root, sdls, check }: WriteSchemaOptions): Promise<WriteSchemaResult> {
  const built = await buildSchemaFiles(sdls, await readFolder(root, OPERATIONS_FOLDER));
  if (built.kind === 'rejected') return built;

  const changes = await findChanges(root, built.files);
  if (check) return { kind: 'checked', stale: [...changes.keys()] };
  for (const [path, content] of changes) await apply(join(root, path), content);
  return { kind: 'written', changed: [...changes.keys()], hints: built.hints };
}

/** Path → what must be there; null for a file of an agency that is no more. */
async function findChanges(root: string, files: ReadonlyMap<string, string>): Promise<Map<string, string | null>> {
  const changes = new Map<string, string | null>();
  for (const [path, content] of files) {
    if ((await readIfThere(join(root, path))) !== content) changes.set(path, content);
  }
  for (const path of (await readFolder(root, SUBGRAPHS_FOLDER)).keys()) {
    if (!files.has(path)) changes.set(path, null);
  }
  return changes;
}

async function apply(path: string, content: string | null): Promise<void> {
  if (content === null) return await rm(path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** Every .graphql file of a folder in alphabetical order; empty where the folder does not exist. */
async function readFolder(root: string, folder: string): Promise<Map<string, string>> {
  const names = await readdir(join(root, folder)).catch(ifMissing((): string[] => []));
  const texts = new Map<string, string>();
  for (const name of names.filter((name) => name.endsWith('.graphql')).sort()) {
    texts.set(`${folder}/${name}`, await readFile(join(root, folder, name), 'utf8'));
  }
  return texts;
}

async function readIfThere(path: string): Promise<string | null> {
  return await readFile(path, 'utf8').catch(ifMissing(() => null));
}

function ifMissing<Value>(fallback: () => Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return fallback();
    throw error;
  };
}

function withHeading(comment: '#' | '//', heading: string, text: string): string {
  return `${comment} ${heading}. Written by \`npm run schema\`; do not edit.\n\n${text.trim()}\n`;
}
