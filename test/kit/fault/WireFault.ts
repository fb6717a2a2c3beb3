// What a FaultProxy can do to an agency's answers, as names that travel between processes.

export const WIRE_FAULTS = ['slow', 'someErrors', 'errors', 'html', 'half', 'huge', 'gzipBomb', 'silence', 'reset', 'drip'] as const;

/**
 * - `slow`: every answer takes ten times as long as the agency took for it
 * - `someErrors`: every second call fails, by turns with 503 and with a GraphQL error INTERNAL_SERVER_ERROR
 * - `errors`: every call fails with 500
 * - `html`: 200 and a page
 * - `half`: the first half of the agency's answer, then nothing more
 * - `huge`: JSON of 1 GiB, sent as fast as it is read, its length not told
 * - `gzipBomb`: 1 MiB of gzip that unfolds to 1 GiB
 * - `silence`: the connection and the request are taken, nothing is answered
 * - `reset`: the connection is reset (RST) when the request is there
 * - `drip`: the agency's headers, then one byte of its answer each second
 */
export type WireFault = (typeof WIRE_FAULTS)[number];

export type Behaviour = 'healthy' | WireFault;
