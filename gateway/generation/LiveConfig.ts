// The configuration of a gateway that runs: what serves, and what is wanted for the next generation. It is read again
// where a generation begins to be built, so that none is built by two; a wish that cannot be fulfilled is dropped
// when that is known, so that the generation after it is not built by it again.

import { changesThatNeedRestart } from '../config/changesThatNeedRestart.js';
import type { GatewayConfig } from '../config/loadConfig.js';
import { StartUpError } from '../errors/StartUpError.js';

export class LiveConfig {
  readonly #read: () => GatewayConfig;
  #serving: GatewayConfig;
  #wanted: GatewayConfig;
  #isRereadWanted = false;

  /** @param read the configuration as it stands now; throws a StartUpError. Default: it never changes. */
  constructor(first: GatewayConfig, read: () => GatewayConfig = () => first) {
    this.#read = read;
    this.#serving = first;
    this.#wanted = first;
  }

  /** What the generation that serves was built by. */
  get serving(): GatewayConfig {
    return this.#serving;
  }

  /** What the next generation is built by. */
  get wanted(): GatewayConfig {
    return this.#wanted;
  }

  /** Has it read again for the next generation. */
  askToReread(): void {
    this.#isRereadWanted = true;
  }

  /** Called where a generation begins to be built. @throws {StartUpError} where it cannot be built by what is configured now. */
  refresh(): void {
    if (!this.#isRereadWanted) return;
    this.#isRereadWanted = false;
    const next = this.#read();
    const fixed = changesThatNeedRestart(this.#serving, next);
    if (fixed.length > 0) throw new StartUpError(`a restart is needed to change ${fixed.join(', ')}`);
    this.#wanted = next;
  }

  /** A generation that was built by what was wanted serves. @returns whether that is another configuration than before. */
  take(): boolean {
    const isOther = this.#wanted !== this.#serving;
    this.#serving = this.#wanted;
    return isOther;
  }

  /** No generation could be built by it. */
  drop(): void {
    this.#wanted = this.#serving;
  }
}
