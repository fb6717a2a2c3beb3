// Which generation new requests get, and how the next one takes its place: it is built beside the one that
// serves, and the switch is one assignment, so no request is refused and none sees two. What cannot be built
// leaves the old one in place and says why. Replacements that come while one is being built collapse into one.

import { StartUpError } from '../errors/StartUpError.js';
import type { RequestStages } from '../handleRequest.js';
import { firstLineOf } from '../util/firstLineOf.js';
import { Generation } from './Generation.js';

export interface GenerationsOptions {
  /** The supergraph's text as it is now. @throws {StartUpError} */
  readonly read: () => string;
  /**
   * Builds what serves a supergraph.
   * @param previous what serves while it is built; undefined for the first.
   * @param signal aborted when the gateway closes: what is built will serve nobody.
   * @throws {StartUpError}
   */
  readonly build: (sdl: string, previous: RequestStages | undefined, signal: AbortSignal) => Promise<RequestStages>;
  readonly onReplaced?: (generation: Generation, replaced: Generation) => void;
  /**
   * Hears once of each supergraph that was not taken, and why.
   * @param isRebuild true where it was `rebuild` that failed.
   */
  readonly onRefused?: (reason: StartUpError, isRebuild: boolean) => void;
}

export class Generations {
  readonly #options: GenerationsOptions;
  #current: Generation;
  /** What was read last, taken or not: the same is not tried twice. */
  #lastRead: string;
  #reloading: Promise<void> | undefined;
  #isChangedAgain = false;
  #isRebuildWanted = false;
  readonly #closing = new AbortController();

  private constructor(options: GenerationsOptions, first: Generation, sdl: string) {
    this.#options = options;
    this.#current = first;
    this.#lastRead = sdl;
  }

  /** @throws {StartUpError} where there is no supergraph to begin with. */
  static async begin(options: GenerationsOptions): Promise<Generations> {
    const sdl = options.read();
    return new Generations(options, new Generation(1, await options.build(sdl, undefined, new AbortController().signal)), sdl);
  }

  /** For a new request. */
  get current(): Generation {
    return this.#current;
  }

  /** Takes up what there is to read now. Resolves when that has been taken or refused; never rejects over what was read. */
  reload(): Promise<void> {
    if (this.#reloading !== undefined) this.#isChangedAgain = true;
    else this.#reloading = this.#reloadAll().finally(() => (this.#reloading = undefined));
    return this.#reloading ?? Promise.resolve();
  }

  /** The same, although the text need not have changed: something else has that generations are built by. */
  rebuild(): Promise<void> {
    this.#isRebuildWanted = true;
    return this.reload();
  }

  /** Ends the current generation, once its requests have ended; no request may come afterwards. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#reloading;
    await this.#current.replace();
  }

  async #reloadAll(): Promise<void> {
    do {
      this.#isChangedAgain = false;
      await this.#reloadOnce();
    } while (this.#isChangedAgain && !this.#closing.signal.aborted);
  }

  async #reloadOnce(): Promise<void> {
    const { read, build, onReplaced, onRefused } = this.#options;
    const isRebuild = this.#isRebuildWanted;
    this.#isRebuildWanted = false;
    try {
      const sdl = read();
      const isSame = sdl === this.#lastRead || sdl === this.#current.stages.supergraph.sdl;
      this.#lastRead = sdl;
      if (isSame && !isRebuild) return;
      const replaced = this.#current;
      this.#current = new Generation(replaced.number + 1, await build(sdl, replaced.stages, this.#closing.signal));
      void replaced.replace();
      onReplaced?.(this.#current, replaced);
    } catch (error) {
      // A schema can be sound and still be more than an engine can take; that is no reason to stop serving.
      onRefused?.(error instanceof StartUpError ? error : new StartUpError(`the supergraph cannot be served: ${firstLineOf(error)}`, { cause: error }), isRebuild);
    }
  }
}
