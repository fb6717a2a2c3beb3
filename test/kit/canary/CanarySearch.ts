// Looks for canaries in whatever a system has left behind: texts, and the files of folders.

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Canary } from './Canary.js';
import { formsInLowerCase, formsOf, type CanaryForm } from './canaryForms.js';
import { openViews } from './openViews.js';

export interface Finding {
  /** The kind of canary. */
  readonly canary: string;
  readonly form: string;
  /** The place that was searched, and the way from it to what was found. */
  readonly where: string;
  /** What stands around it. */
  readonly excerpt: string;
}

export interface FolderOptions {
  /** Names of entries of the folder that are left out. */
  readonly except?: readonly string[];
  /** A file that was last changed before the canaries were made cannot hold one. Default: all are read. */
  readonly changedSince?: Date;
}

interface Wanted {
  readonly canary: Canary;
  readonly forms: readonly CanaryForm[];
  /** For a place whose text was put into lower case. */
  readonly inLowerCase: readonly CanaryForm[];
}

/** The coarsest clock of a file system that is still in use (FAT) ticks every two seconds. */
const FILE_CLOCK_MS = 2_000;

export class CanarySearch {
  readonly #wanted: readonly Wanted[];

  constructor(canaries: readonly Canary[]) {
    this.#wanted = canaries.map((canary) => ({
      canary,
      forms: formsOf(canary.text),
      inLowerCase: formsInLowerCase(canary.text),
    }));
  }

  /** @param where names the place in findings. @returns each canary once, where it is seen first. */
  search(place: string | Buffer, where: string): Finding[] {
    const findings = new Map<Canary, Finding>();
    for (const { how, bytes } of openViews(Buffer.from(place))) {
      const at = how === '' ? where : `${where} › ${how}`;
      const lower = Buffer.from(bytes.toString('utf8').toLowerCase());
      for (const { canary, forms, inLowerCase } of this.#wanted) {
        if (findings.has(canary)) continue;
        const finding = find(canary, forms, bytes, at) ?? find(canary, inLowerCase, lower, `${at} › in lower case`);
        if (finding !== undefined) findings.set(canary, finding);
      }
    }
    return [...findings.values()];
  }

  /** Every file below the folder, its name as well. One that goes while it is looked at is passed over. */
  async searchFolder(folder: string, { except = [], changedSince }: FolderOptions = {}): Promise<Finding[]> {
    const entries = (await readdir(folder)).filter((name) => !except.includes(name));
    const findings: Finding[] = [];
    for (const name of entries) findings.push(...(await this.#searchEntry(path.join(folder, name), changedSince)));
    return findings;
  }

  async #searchEntry(file: string, changedSince: Date | undefined): Promise<Finding[]> {
    const named = this.search(path.basename(file), `the name of ${file}`);
    try {
      const state = await stat(file);
      if (state.isDirectory()) return [...named, ...(await this.searchFolder(file, { ...(changedSince && { changedSince }) }))];
      const isOld = changedSince !== undefined && Math.max(state.mtimeMs, state.ctimeMs) < changedSince.getTime() - FILE_CLOCK_MS;
      return state.isFile() && !isOld ? [...named, ...this.search(await readFile(file), file)] : named;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return named;
      throw error;
    }
  }
}

const AROUND = 100;

function find({ kind }: Canary, forms: readonly CanaryForm[], bytes: Buffer, where: string): Finding | undefined {
  for (const { name, bytes: wanted } of forms) {
    const at = bytes.indexOf(wanted);
    if (at === -1) continue;
    return { canary: kind, form: name, where, excerpt: bytes.toString('utf8', Math.max(0, at - AROUND), at + wanted.length + AROUND) };
  }
  return undefined;
}
