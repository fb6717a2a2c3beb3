/** What a breaker counts apart: a slow search must not cut off a fast lookup of the same agency. */
export const OPERATION_CLASSES = ['lookup', 'query', 'mutation'] as const;

export type OperationClass = (typeof OPERATION_CLASSES)[number];
