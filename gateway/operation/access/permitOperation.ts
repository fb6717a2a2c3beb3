// What of an operation a caller may see: the operation without the selections that are refused, so that no planner
// and no agency ever sees them, and the list of these.

import { Kind, visit, type DocumentNode, type FieldNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Need } from '../../supergraph/AccessRules.js';
import { isAnswerType } from '../../supergraph/Supergraph.js';
import type { AskedOperation, Refusal } from '../Operation.js';
import { visitGuarded, type GuardedSchema } from './visitGuarded.js';

export interface PermittedOperation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** Undefined where all that was asked is permitted; document and definition are then the very same. */
  readonly asked: AskedOperation | undefined;
  /** Coordinates of fields with personal data that remain, each once: `Applicant.fullName`. */
  readonly personalData: readonly string[];
  /** Those of them that hold data of other state systems. */
  readonly stateHeld: readonly string[];
}

/** @param isMet for each need that stands in the operation. */
export function permitOperation(
  guarded: GuardedSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  isMet: (need: Need) => boolean,
): PermittedOperation {
  const refused = new Set<FieldNode>();
  const refusals: Refusal[] = [];
  const personalData = new Set<string>();
  const stateHeld = new Set<string>();
  visitGuarded(guarded, document, definition, ({ node, coordinate, type, needs, holdsPersonalData, isStateHeld, path, conditional }) => {
    if (!needs.every(isMet)) {
      refused.add(node);
      refusals.push({ coordinate, path, conditional, isAnswer: isAnswerType(guarded.schema, type) });
      return false;
    }
    if (holdsPersonalData) personalData.add(coordinate);
    if (isStateHeld) stateHeld.add(coordinate);
    return true;
  });
  const read = { personalData: [...personalData], stateHeld: [...stateHeld] };
  if (refused.size === 0) return { document, definition, asked: undefined, ...read };
  const permitted = withoutFields(document, refused);
  const remaining = permitted.definitions[document.definitions.indexOf(definition)];
  if (remaining?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an operation is one of the definitions of its document');
  return { document: permitted, definition: remaining, asked: { document, definition, refused, refusals }, ...read };
}

/** Where nothing remains of a selection, whether there is an object is still asked. */
function withoutFields(document: DocumentNode, refused: ReadonlySet<FieldNode>): DocumentNode {
  return visit(document, {
    Field: (node) => (refused.has(node) ? null : undefined),
    SelectionSet: { leave: (node): SelectionSetNode | undefined => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined) },
  });
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
