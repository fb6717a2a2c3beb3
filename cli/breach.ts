// `qaqpa breach record|notice|list`: the record of breaches of personal data, for who runs the gate.

import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadConfig } from '../gateway/config/loadConfig.js';
import type { PersonalDataKind } from '../schema/generated/operations.js';
import type { Gate } from './breach/askGate.js';
import { listBreaches, recordBreach, recordNotice } from './breach/keepRecord.js';
import { DEFAULT_TTL_SECONDS } from './issuer/issueToken.js';
import { DIST } from './packageRoot.js';
import { listParticipants, type Addresses } from './system/Participant.js';
import { createToken } from './token.js';

interface GateOptions {
  readonly url?: string;
  readonly token?: string;
}

interface KeyedOptions extends GateOptions {
  readonly key?: string;
}

interface RecordOptions extends KeyedOptions {
  readonly detectedAt: string;
  readonly what: string;
  readonly data: PersonalDataKind[];
  readonly persons?: number;
  readonly contact: string;
}

interface NoticeOptions extends KeyedOptions {
  readonly at: string;
  readonly reference: string;
}

/** The account of the development issuer that may keep the record. */
const PERSONA = 'ops';

const DATA_KINDS: readonly PersonalDataKind[] = ['NAME', 'BIRTH_DATE', 'NATIONALITY', 'ADDRESS', 'PERSONAL_NUMBER', 'DOCUMENT_NUMBER', 'CASE_FILE', 'AUTHORITY_ANSWER', 'OTHER'];

const HELP = `
The ministry is notified by a person, within one working day of detection; here it is recorded until when, and that it
was done. Name nobody: kinds of data, a number, an office.

  $ qaqpa breach record --detected-at 2026-11-27T15:30:00+05:00 --what "A list was sent to a wrong office." \\
      --data NAME PERSONAL_NUMBER --persons 12 --contact "Office of data protection, +7 7172 00 00 00"
  $ qaqpa breach notice <id> --at 2026-11-27T17:00:00+05:00 --reference out/17`;

/** Adds the command and its three parts. */
export function addBreachCommands(program: Command, print: (line: string) => void): void {
  const breach = program.command('breach').description('record breaches of personal data, and whether the ministry was notified in time').addHelpText('after', HELP);

  addKey(addGate(breach.command('record')))
    .description('record a breach, and print until when the ministry has to hear of it')
    .requiredOption('--detected-at <instant>', 'when it was noticed: 2026-11-27T15:30:00+05:00', parseInstant)
    .requiredOption('--what <text>', 'what happened, without names or numbers of persons')
    .addOption(new Option('--data <kind...>', 'kinds of data').choices(DATA_KINDS).makeOptionMandatory())
    .option('--persons <n>', 'how many persons; leave it out while that is not known', parseCount)
    .requiredOption('--contact <office>', 'the office that answers the ministry, and how it is reached')
    .action(async ({ detectedAt, what, data, persons, contact, key, ...gate }: RecordOptions) => {
      const input = { detectedAt, description: what, dataKinds: data, personsConcerned: persons ?? null, contactOffice: contact, idempotencyKey: key };
      await recordBreach(await gateOf(gate), input, print);
    });
  addKey(addGate(breach.command('notice')))
    .argument('<id>', 'the breach, as record and list print it')
    .description('record that the ministry was notified')
    .requiredOption('--at <instant>', 'when that was: 2026-11-27T17:00:00+05:00', parseInstant)
    .requiredOption('--reference <text>', 'what the notice is called by')
    .action(async (breachId: string, { at, reference, key, ...gate }: NoticeOptions) => {
      await recordNotice(await gateOf(gate), { breachId, notifiedAt: at, reference, idempotencyKey: key }, print);
    });
  addGate(breach.command('list'))
    .description('list every breach and how it stands, those detected last first')
    .action(async (options: GateOptions) => listBreaches(await gateOf(options), print));
}

function addGate(command: Command): Command {
  return command
    .option('--url <url>', 'GraphQL endpoint of the gateway (default: that of this machine, by its configuration)')
    .addOption(new Option('--token <token>', 'access token with the scope ops (default: in development, one of the persona ops)').env('QAQPA_TOKEN'));
}

function addKey(command: Command): Command {
  return command.option('--key <key>', 'idempotency key (default: one made of the other options, so that the same command does it once)');
}

async function gateOf({ url, token }: GateOptions): Promise<Gate> {
  const config = loadConfig({ env: process.env });
  return {
    url: url ?? gatewayUrl(config),
    token: token ?? (await createToken(PERSONA, DEFAULT_TTL_SECONDS, config)),
  };
}

function gatewayUrl(config: Addresses): string {
  const gateway = listParticipants(config, DIST).find(({ kind }) => kind === 'gateway');
  if (gateway === undefined) throw new Error('every system has a gateway');
  return gateway.url;
}

function parseInstant(text: string): string {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isInstant) throw new InvalidArgumentError('It must be an instant with its zone, such as 2026-11-27T15:30:00+05:00.');
  return new Date(text).toISOString();
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return Number(text);
}
