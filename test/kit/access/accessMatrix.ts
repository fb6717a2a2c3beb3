// What every kind of caller gets of every field, for every purpose that can be stated. Fields without personal data are
// asked for together, type by type, since no purpose concerns them; each field with personal data by itself, since a
// purpose that is not open refuses all of an operation.

import type { Purpose } from '../../../schema/contract/purposes.js';
import type { AccessRules } from '../../../gateway/supergraph/AccessRules.js';
import { operationFor, type FieldStep, type SchemaType } from './fieldPaths.js';
import { outcomeOf, type AccessResponse, type Outcome } from './outcomeOf.js';

/** `none` stands for a request that states no purpose. */
export type StatedPurpose = Purpose | 'none';

export interface AccessMatrix {
  /** Coordinate of a field → caller → purpose → what became of it. */
  readonly outcomes: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<StatedPurpose, Outcome>>>;
  /** Coordinates of fields of which even who sees all gets nothing: what others get of them says nothing. */
  readonly unreached: readonly string[];
  /** Refused operations that an agency was asked about all the same: caller, purpose, operation, agencies. None, if all is well. */
  readonly contacted: readonly string[];
}

export interface MatrixResponse extends AccessResponse {
  readonly extensions?: { readonly agencies?: readonly { readonly agency: string }[] };
}

export interface MatrixOptions {
  readonly types: readonly SchemaType[];
  readonly rules: AccessRules;
  readonly callers: readonly string[];
  readonly purposes: readonly StatedPurpose[];
  /** Asks as the caller; undefined for one that sees all, for whatever purpose. */
  readonly ask: (caller: string | undefined, purpose: StatedPurpose, operation: string) => Promise<MatrixResponse>;
}

interface Question {
  readonly path: readonly FieldStep[];
  readonly fields: readonly FieldStep[];
  readonly operation: string;
}

/** Requests at once. */
const CONCURRENCY = 4;

export async function askMatrix(options: MatrixOptions): Promise<AccessMatrix> {
  const { types, rules, callers, purposes, ask } = options;
  const outcomes = new Map(types.flatMap(({ fields }) => fields.map(({ coordinate }) => [coordinate, new Map(callers.map((caller) => [caller, new Map<StatedPurpose, Outcome>()]))] as const)));
  const unreached: string[] = [];
  const contacted: string[] = [];
  await forEach(types.flatMap((type) => questionsOf(type, rules)), async ({ path, fields, operation }) => {
    const whole = await ask(undefined, 'none', operation);
    unreached.push(...fields.filter((field) => outcomeOf(whole, path, field, undefined) !== 'data').map(({ coordinate }) => coordinate));
    for (const caller of callers) {
      for (const purpose of purposes) {
        const response = await ask(caller, purpose, operation);
        for (const field of fields) outcomes.get(field.coordinate)!.get(caller)!.set(purpose, outcomeOf(response, path, field, whole));
        const agencies = agenciesOf(response);
        const isRefused = fields.every((field) => outcomeOf(response, path, field, whole) === 'purpose');
        if (isRefused && agencies.length > 0) contacted.push(`${caller} for ${purpose}: ${operation} asked ${agencies.join(', ')}`);
      }
    }
  });
  return { outcomes, unreached, contacted };
}

/** One for all fields of a type without personal data, one for each with it. */
function questionsOf({ path, fields }: SchemaType, rules: AccessRules): Question[] {
  const isPersonal = ({ typeName, name }: FieldStep) => rules.holdsPersonalData(typeName, name);
  const together = fields.filter((field) => !isPersonal(field));
  const groups = [...(together.length > 0 ? [together] : []), ...fields.filter(isPersonal).map((field) => [field])];
  return groups.map((group) => ({ path, fields: group, operation: operationFor(path, group) }));
}

export const agenciesOf = ({ extensions }: MatrixResponse): readonly string[] => (extensions?.agencies ?? []).map(({ agency }) => agency);

export async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}
