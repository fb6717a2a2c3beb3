// The form of a rule that bounds the size of an operation. Such rules come after the specification's own, since they
// rely on a valid document, and before whatever walks an operation by recursion or in a time that grows faster than it.

import type { OpenedOperation } from '../OpenedOperation.js';
import type { OperationLimits } from '../OperationLimits.js';

/** @returns the complaint, with what was found and what is allowed; undefined where the operation keeps to the limit. */
export type LimitRule = (operation: OpenedOperation, limits: OperationLimits) => string | undefined;
