// The configuration page, from the definition that the gateway checks against.

import { configSchema } from '../../gateway/config/configSchema.js';

/** The part of a JSON Schema that the page shows. */
interface Setting {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: Setting;
  readonly properties?: Readonly<Record<string, Setting>>;
  readonly patternProperties?: Readonly<Record<string, Setting>>;
}

const INTRODUCTION = `# Configuration

The gateway, and \`qaqpa start\` for all processes, read one JSON file and the environment; the environment wins.
The file is \`qaqpa.config.json\` in the current folder where it exists, or what \`QAQPA_CONFIG\` names. Unknown names are refused,
and every problem is told in one line with its place, what is expected and what was found.

    { "requestTimeoutMs": 3000, "agencies": { "security-checks": { "timeoutMs": 800 } } }

A file that changes while the gateway runs, or SIGHUP, has it read again: [what can change](architecture.md#generations) does, and where
anything else differs the log names it and the old configuration goes on.

Durations are milliseconds, sizes are bytes. \`<agency>\` is the name the agency has in the supergraph;
\`[]\` stands for each entry of a list.

| Setting | Values | Default | Meaning |
|---|---|---|---|
`;

const AGENCY_VARIABLES = `
## Agencies

An agency's process reads its environment only.

| Variable | Values | Default | Meaning |
|---|---|---|---|
| \`PORT\` | 0 to 65535 | 4101 to 4104 | TCP port; 0 takes a free one |
| \`HOST\` | address | 127.0.0.1 | address to listen on |
| \`DATABASE_URL\` | PostgreSQL address | none | a server (15 or newer) with one schema per agency; without it the store is embedded |
| \`QAQPA_DATA_DIR\` | folder | ./.qaqpa | where the embedded stores lie |
| \`QAQPA_SEED\` | none, synthetic | none | synthetic fills an empty register with synthetic cases; refused in production |
| \`ROW_SECURITY\` | callers, off | callers where calls must be signed, else off | callers: each caller is shown the rows that it may see; off: everybody is shown every row, refused in production |
| \`SCORE_TABLE_FILE\` | JSON file | the shipped illustrative table | applicants only: the score tables, by version |
| \`QUESTIONNAIRE_FORM_FILE\` | JSON file | the shipped illustrative form | applicants only: the questionnaire forms, by version |
| \`TRUSTED_KEYS_FILE\` | JWK Set file | none | the keys of the gateway, whose calls are answered ([signatures](signatures.md)); needed in production; a file that changes is read again |
| \`TRUSTED_KEYS\` | JWK Set | none | the same as text, instead of a file |
| \`REQUIRE_SIGNATURE\` | true, false | true in production and where there are keys | false answers everybody and believes what calls say of who asks; refused in production |
| \`LOG_LEVEL\` | pino's levels, silent | info | least severity that is logged |
| \`NODE_ENV\` | production or anything else | development | production closes the /dev doors |
`;

export function renderConfiguration(): string {
  const rows = rowsOf(configSchema, '');
  return INTRODUCTION + rows.join('\n') + '\n' + AGENCY_VARIABLES;
}

function rowsOf(schema: Setting, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, setting]) => {
    const path = prefix + name;
    const [entries] = Object.values(setting.patternProperties ?? {});
    if (entries !== undefined) return rowsOf(entries, `${path}.<agency>.`);
    if (setting.properties !== undefined) return rowsOf(setting, `${path}.`);
    const rows = setting.items?.properties === undefined ? [] : rowsOf(setting.items, `${path}[].`);
    return [`| \`${path}\` | ${valuesOf(setting)} | ${defaultOf(setting)} | ${setting.description ?? ''} |`, ...rows];
  });
}

function valuesOf({ type, enum: values, minimum, maximum, exclusiveMaximum }: Setting): string {
  if (values !== undefined) return values.join(', ');
  if (minimum === undefined) return type === 'boolean' ? 'true, false' : (type ?? 'text');
  return exclusiveMaximum === undefined ? `${minimum} to ${maximum}` : `${minimum} to below ${exclusiveMaximum}`;
}

function defaultOf({ default: value }: Setting): string {
  return value === undefined ? '' : JSON.stringify(value).replaceAll('"', '');
}
