// Who may see what, before any agency is asked: from an operation and who asks to what of it is executed, or to a
// refusal of all of it. What depends on the operation and on which of its needs are met is worked out once.

import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Purpose } from '../../../schema/contract/purposes.js';
import { ClientError } from '../../errors/ClientError.js';
import { ERROR_REGISTRY } from '../../errors/errorRegistry.js';
import type { AccessRules, Need } from '../../supergraph/AccessRules.js';
import { LruCache } from '../../util/LruCache.js';
import type { Operation, Refusal } from '../Operation.js';
import { isMet } from './isMet.js';
import { isSelected } from './isSelected.js';
import { permitOperation, type PermittedOperation } from './permitOperation.js';
import type { Policies } from './Policy.js';
import { requireConsent } from './requireConsent.js';
import { requirePurpose } from './requirePurpose.js';
import type { Statement } from './Statement.js';
import { visitGuarded } from './visitGuarded.js';

export interface AccessControlOptions {
  readonly apiSchema: GraphQLSchema;
  readonly rules: AccessRules;
  readonly policies: Policies;
  /**
   * What becomes of an operation of which a part is refused. filter: the rest is executed, and the answer says what is
   * missing. reject: nothing is.
   */
  readonly mode: 'filter' | 'reject';
  /** For which data of other state systems is read without the reference of a consent. */
  readonly purposesWithoutConsent: ReadonlySet<Purpose>;
}

/**
 * @returns what is executed; the very same operation where the caller may see all of it.
 * @throws {ClientError} UNAUTHORIZED_FIELD_OR_TYPE in the mode `reject`; PURPOSE_REQUIRED.
 */
export type ControlAccess = (operation: Operation, statement: Statement) => Operation;

/** For an installation that refuses nobody anything. */
export const openAccess: ControlAccess = (operation) => operation;

/** Callers differ in what they may see by a handful of kinds, not one by one. */
const MAX_KINDS_OF_CALLERS = 32;

interface KnownOperation {
  /** Everything that some part of it needs, each once. */
  readonly needs: readonly Need[];
  /** By which of the needs are met. */
  readonly permitted: LruCache<PermittedOperation>;
}

export function createAccessControl({ apiSchema, rules, policies, mode, purposesWithoutConsent }: AccessControlOptions): ControlAccess {
  const guarded = { schema: apiSchema, rules };
  const known = new WeakMap<OperationDefinitionNode, KnownOperation>();

  function lookUp({ document, definition }: Operation): KnownOperation {
    let found = known.get(definition);
    if (found === undefined) {
      const needs = new Set<Need>();
      visitGuarded(guarded, document, definition, (field) => {
        for (const need of field.needs) needs.add(need);
        return true;
      });
      known.set(definition, (found = { needs: [...needs], permitted: new LruCache(MAX_KINDS_OF_CALLERS) }));
    }
    return found;
  }

  return (operation, statement) => {
    const { needs, permitted } = lookUp(operation);
    const met = needs.map((need) => isMet(need, statement.caller, policies));
    const key = met.map((holds) => (holds ? '1' : '0')).join('');
    let allowed = permitted.get(key);
    if (allowed === undefined) {
      allowed = permitOperation(guarded, operation.document, operation.definition, (need) => met[needs.indexOf(need)] === true);
      permitted.set(key, allowed, 1);
    }
    const { document, definition, asked, personalData, stateHeld } = allowed;
    if (asked !== undefined && mode === 'reject') rejectAll(asked.refusals.filter((refusal) => isSelected(refusal, operation.variables)));
    requirePurpose(personalData, statement);
    requireConsent(stateHeld, statement, purposesWithoutConsent);
    return asked === undefined ? operation : { ...operation, document, definition, documentHash: `${operation.documentHash} ${key}`, asked };
  };
}

function rejectAll(refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return;
  const fields = [...new Set(refusals.map(({ coordinate }) => coordinate))];
  const { message } = ERROR_REGISTRY.UNAUTHORIZED_FIELD_OR_TYPE;
  throw new ClientError('UNAUTHORIZED_FIELD_OR_TYPE', fields.map((field) => ({ message: `${message} (${field})` })));
}
