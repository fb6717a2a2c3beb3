/** What a breaker counts apart: a slow search must not cut off a fast lookup of the same agency. */
export type OperationClass = 'lookup' | 'query' | 'mutation';
