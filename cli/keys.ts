// `qaqpa keys make|list|rotate`: the key that the gateway signs its calls with, and the set that agencies trust.

import path from 'node:path';
import type { Command } from 'commander';
import { loadConfig } from '../gateway/config/loadConfig.js';
import { KeyFolder, type ListedKey, type NewKeyOptions } from './keys/KeyFolder.js';
import { keyFolderOf } from './keys/systemKeys.js';

interface KeyOptions {
  /** Default: `keys` in the data folder. */
  readonly folder?: string;
  readonly production?: boolean;
}

const STATE_WORDS: Readonly<Record<ListedKey['state'], string>> = {
  current: 'the gateway signs with it',
  previous: 'trusted until the next rotation',
  next: 'trusted already; the next rotation changes to it',
};

const ROTATE_HELP = `
The new key and the old one are trusted together from then on, until the next rotation drops the old one: rotate
again only when the gateway has changed over, which it does within a second. A gateway and agencies that read
the files in this folder need no restart.

Where agencies have a copy of trusted.jwks elsewhere, give it to them before the gateway uses the new key:
  $ qaqpa keys rotate --prepare     the set gets the new key, the gateway keeps the old one
  (bring trusted.jwks to every agency)
  $ qaqpa keys rotate               the gateway changes to the key that was prepared`;

/** Adds the command and its three parts. */
export function addKeyCommands(program: Command, print: (line: string) => void): void {
  const keys = program.command('keys').description('make, list and rotate the keys with which calls to agencies are signed');

  addProduction(keys.command('make'))
    .description('make the first key and the set with which agencies check it')
    .action((options: KeyOptions) => {
      const folder = folderOf(options);
      printKeys([folder.make(newKeyOptions(options))], print);
      print(`For the gateway:    SIGNING_KEY_FILE=${folder.signingKeyFile}`);
      print(`For every agency:   TRUSTED_KEYS_FILE=${folder.trustedKeysFile}`);
    });
  addFolder(keys.command('list'))
    .description('list the keys that agencies trust, and which of them is in use')
    .action((options: KeyOptions) => printKeys(folderOf(options).list(), print));
  addProduction(keys.command('rotate'))
    .description('change to a new key; the old one stays trusted until the next rotation')
    .option('--prepare', 'only add the new key to the set that agencies trust', false)
    .addHelpText('after', ROTATE_HELP)
    .action((options: KeyOptions & { readonly prepare: boolean }) => {
      const folder = folderOf(options);
      printKeys(options.prepare ? folder.prepare(newKeyOptions(options)) : folder.rotate(newKeyOptions(options)), print);
    });
}

function addFolder(command: Command): Command {
  return command.option('--folder <path>', 'where the keys lie (default: "keys" in the data folder, QAQPA_DATA_DIR)');
}

function addProduction(command: Command): Command {
  return addFolder(command).option('--production', 'a key for production; others are marked "dev-", which production refuses', false);
}

function folderOf({ folder }: KeyOptions): KeyFolder {
  return folder === undefined ? keyFolderOf(loadConfig({ env: process.env }).dataDir) : new KeyFolder(path.resolve(folder));
}

function newKeyOptions({ production }: KeyOptions): NewKeyOptions {
  return { purpose: production === true ? 'production' : 'development', now: new Date() };
}

function printKeys(keys: readonly ListedKey[], print: (line: string) => void): void {
  for (const { id, state } of keys) print(`${id}   ${STATE_WORDS[state]}`);
}
