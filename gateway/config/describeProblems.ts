// Turns the checker's findings into lines an operator can act on:
//
//   qaqpa.config.json: /agencies/applicants/timeoutMs: expected an integer, found "fast"
//   PORT: expected a number from 0 to 65535, found 70000

import type { TLocalizedValidationError } from 'typebox/error';
import { isRecord, ownValue } from '../util/isRecord.js';
import { configSchema, ORIGIN_PATTERN } from './configSchema.js';

/**
 * @param given what file and environment said, before defaults: what is shown as found.
 * @param sourceOf names the file or variable that set the value at a JSON pointer.
 */
export function describeProblems(
  findings: readonly TLocalizedValidationError[],
  given: unknown,
  sourceOf: (pointer: string) => string,
): string[] {
  const lines = findings.flatMap((finding) => describe(finding, given, sourceOf));
  return [...new Set(lines)];
}

function describe(finding: TLocalizedValidationError, given: unknown, sourceOf: (pointer: string) => string): string[] {
  const pointer = finding.instancePath;
  const line = (place: string, expected: string) => {
    const source = sourceOf(place);
    // A variable is its own place; in a file the pointer leads to it.
    const where = isVariable(source) ? source : `${source}: ${place === '' ? '/' : place}`;
    return `${where}: expected ${expected}, found ${show(valueAt(given, place))}`;
  };
  // The checker says of an unknown key also that "false" does not allow it.
  if (finding.keyword === 'boolean') return [];
  if (finding.keyword === 'additionalProperties') {
    return finding.params.additionalProperties.map((key) => line(`${pointer}/${escapeKey(key)}`, 'no such setting'));
  }
  if (finding.keyword === 'required') {
    return finding.params.requiredProperties.map((key) => line(`${pointer}/${escapeKey(key)}`, 'a value'));
  }
  return [line(pointer, expectation(finding))];
}

function expectation(finding: TLocalizedValidationError): string {
  const { keyword, params } = finding;
  if (keyword === 'type') return [params.type].flat().map(withArticle).join(' or ');
  if (keyword === 'enum') return `one of ${params.allowedValues.map((value) => JSON.stringify(value)).join(', ')}`;
  if (keyword === 'minimum' || keyword === 'maximum' || keyword === 'exclusiveMaximum') return rangeOf(settingAt(finding.instancePath));
  if (keyword === 'minLength') return 'a text that is not empty';
  if (keyword === 'minItems') return 'a list that is not empty';
  if (keyword === 'maxItems') return `a list of ${params.limit} or fewer`;
  if (keyword === 'pattern' && params.pattern === ORIGIN_PATTERN) return 'an origin such as https://portal.example, without a path';
  if (keyword === 'pattern' && String(params.pattern).startsWith('^https?:')) return 'an http:// or https:// address';
  return finding.message;
}

/** The part of a JSON Schema that says what may stand where. */
interface Setting {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: Setting;
  readonly properties?: Readonly<Record<string, Setting>>;
  readonly patternProperties?: Readonly<Record<string, Setting>>;
}

/** Every number of the configuration has both bounds. */
function rangeOf({ minimum, maximum, exclusiveMaximum }: Setting): string {
  return `a number from ${minimum} to ${maximum ?? `below ${exclusiveMaximum}`}`;
}

function settingAt(pointer: string): Setting {
  let setting: Setting = configSchema;
  for (const key of namesOf(pointer)) {
    const { properties = {}, patternProperties = {}, items = {} } = setting;
    setting = ownSetting(properties, key) ?? Object.values(patternProperties)[0] ?? items;
  }
  return setting;
}

function ownSetting(properties: Readonly<Record<string, Setting>>, key: string): Setting | undefined {
  return Object.hasOwn(properties, key) ? properties[key] : undefined;
}

function namesOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isVariable(source: string): boolean {
  return /^[A-Z_]+$/.test(source);
}

function withArticle(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

/** What was found, as JSON, shortened where it is long. */
function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function valueAt(given: unknown, pointer: string): unknown {
  let value = given;
  for (const name of namesOf(pointer)) {
    if (Array.isArray(value)) value = value[Number(name)];
    else if (isRecord(value)) value = ownValue(value, name);
    else return undefined;
  }
  return value;
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
