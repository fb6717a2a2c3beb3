// What can be wrong with an agency: twelve faults, each with how it is made and by which codes the gateway may tell of it.

import type { ErrorCode } from '../../../schema/contract/errorCodes.js';
import type { WireFault } from '../fault/WireFault.js';

export interface Fault {
  readonly name: string;
  readonly title: string;
  /** Signals to the processes behind the agency's address, or a FaultProxy that does it on the wire. */
  readonly made: { readonly by: 'stop' } | { readonly by: 'kill' } | { readonly by: 'wire'; readonly wire: WireFault };
  /** How `extensions.agencies` may call it, as long as the breaker is closed. */
  readonly codes: readonly ErrorCode[];
  /** Some answers of the agency are whole all the same. */
  readonly isPartial: boolean;
}

/** No part of any fault: what the gateway says of an agency that it asks no more. */
export const BREAKER_CODE: ErrorCode = 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED';

const onWire = (wire: WireFault): Fault['made'] => ({ by: 'wire', wire });
const LATE: readonly ErrorCode[] = ['SUBGRAPH_REQUEST_TIMEOUT'];
const FAILED: readonly ErrorCode[] = ['SUBGRAPH_REQUEST_FAILED'];
const BAD: readonly ErrorCode[] = ['SUBGRAPH_BAD_RESPONSE'];

export const FAULTS = [
  { name: 'sigstop', title: 'SIGSTOP', made: { by: 'stop' }, codes: LATE, isPartial: false },
  { name: 'sigkill', title: 'kill -9', made: { by: 'kill' }, codes: FAILED, isPartial: false },
  { name: 'slow', title: '10 times slower', made: onWire('slow'), codes: LATE, isPartial: true },
  { name: 'half-errors', title: '50 % errors', made: onWire('someErrors'), codes: FAILED, isPartial: true },
  { name: 'errors', title: 'every answer a 500', made: onWire('errors'), codes: FAILED, isPartial: false },
  { name: 'html', title: 'HTML with 200', made: onWire('html'), codes: BAD, isPartial: false },
  { name: 'half-response', title: 'half a response, then silence', made: onWire('half'), codes: LATE, isPartial: false },
  // Where the machine cannot read as much as the gateway would, its time is over before the limit of bytes.
  { name: 'huge', title: 'a response of 1 GB', made: onWire('huge'), codes: [...BAD, ...LATE], isPartial: false },
  { name: 'gzip-bomb', title: 'gzip bomb', made: onWire('gzipBomb'), codes: BAD, isPartial: false },
  { name: 'silence', title: 'accepted, never answered', made: onWire('silence'), codes: LATE, isPartial: false },
  { name: 'reset', title: 'RST', made: onWire('reset'), codes: FAILED, isPartial: false },
  { name: 'drip', title: 'one byte a second', made: onWire('drip'), codes: LATE, isPartial: false },
] as const satisfies readonly Fault[];

export type FaultName = (typeof FAULTS)[number]['name'];

export function faultNamed(name: FaultName): Fault {
  const fault = FAULTS.find((each) => each.name === name);
  if (fault === undefined) throw new Error(`there is no fault ${JSON.stringify(name)}`);
  return fault;
}
