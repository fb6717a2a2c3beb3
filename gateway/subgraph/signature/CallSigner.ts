// Signs the calls to one agency with the key that is current when the call is made. No signature is kept from one
// call to the next: each has a nonce, a time and a body of its own. It takes some 17 µs with hmac-sha256
// and 51 with Ed25519, of which 38 are the algorithm's own (bench/micro/signCall.ts).

import { randomUUID } from 'node:crypto';
import { signCall } from '../../../schema/contract/signature/signCall.js';
import type { SigningKey } from './SigningKey.js';

export class CallSigner {
  readonly #key: Pick<SigningKey, 'current'>;
  readonly #wallClockMs: () => number;

  /**
   * @param wallClockMs epoch milliseconds. Not the gateway's own clock, which takes no part in corrections of
   *   the system's while the process runs: `created` is compared with the clock of another machine.
   */
  constructor(key: Pick<SigningKey, 'current'>, wallClockMs: () => number = Date.now) {
    this.#key = key;
    this.#wallClockMs = wallClockMs;
  }

  /**
   * @param target path and query of the request.
   * @param fields all header fields of the request so far.
   * @returns them, with those that the signature consists of.
   */
  sign(target: string, fields: Readonly<Record<string, string>>, body: string): Record<string, string> {
    const moment = { created: Math.floor(this.#wallClockMs() / 1_000), nonce: randomUUID() };
    return { ...fields, ...signCall({ method: 'POST', target, fields }, body, this.#key.current, moment) };
  }
}
