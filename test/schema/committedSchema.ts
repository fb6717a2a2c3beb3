// The committed schema files, read once for tests that look at what is really shipped.

import { readdirSync, readFileSync } from 'node:fs';
import { AGENCY_NAMES, type AgencyName } from '../../schema/contract/AgencyName.js';
import type { AgencySdls } from '../../schema/writeSchema.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

/** Text of a file under schema/. */
export function readSchemaFile(path: string): string {
  return readFileSync(`${PACKAGE_ROOT}/schema/${path}`, 'utf8');
}

/** Each agency's SDL as its code printed it: the committed file without its heading. */
export function committedSdls(): AgencySdls {
  const entries = AGENCY_NAMES.map((name): [AgencyName, string] => [
    name,
    readSchemaFile(`subgraphs/${name}.graphql`).replace(/^#.*\n\n/, ''),
  ]);
  return Object.fromEntries(entries) as AgencySdls;
}

/** File name → text of every named operation. */
export function committedOperations(): Map<string, string> {
  const names = readdirSync(`${PACKAGE_ROOT}/schema/operations`).sort();
  return new Map(names.map((name) => [name, readSchemaFile(`operations/${name}`)]));
}
