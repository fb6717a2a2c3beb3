// How much this process takes on. What it could not answer in time is refused at once, so that what it has taken on is
// answered; balancers are told to send less before that. Requests that wait for a slow agency count until their deadlines
// or its breaker end them.

export interface LoadLimits {
  /** Requests under way at one time; 0: any number. */
  readonly maxInFlight: number;
  /** Milliseconds by which the event loop may be late; 0: any. */
  readonly maxEventLoopDelayMs: number;
}

export const LOAD_REFUSALS = ['inFlight', 'eventLoop'] as const;

export type LoadRefusal = (typeof LOAD_REFUSALS)[number];

/** From this share of a limit on the process says that it is not ready: balancers look every few seconds. */
const STRAINED = 0.8;

export class LoadGate {
  readonly #limits: LoadLimits;
  readonly #eventLoop: { readonly delayMs: number };
  #inFlight = 0;

  /** @param eventLoop how late it is at present. */
  constructor(limits: LoadLimits, eventLoop: { readonly delayMs: number }) {
    this.#limits = limits;
    this.#eventLoop = eventLoop;
  }

  /** Requests under way. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Why there is no room for one more; undefined where there is. */
  get refusal(): LoadRefusal | undefined {
    const { maxInFlight, maxEventLoopDelayMs } = this.#limits;
    if (maxInFlight > 0 && this.#inFlight >= maxInFlight) return 'inFlight';
    return maxEventLoopDelayMs > 0 && this.#eventLoop.delayMs > maxEventLoopDelayMs ? 'eventLoop' : undefined;
  }

  /** A request takes its place while it is worked on: not before it has arrived, and not while its answer is on its way. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#inFlight += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
    }
  }

  get isStrained(): boolean {
    const { maxInFlight, maxEventLoopDelayMs } = this.#limits;
    return (maxInFlight > 0 && this.#inFlight >= maxInFlight * STRAINED) || (maxEventLoopDelayMs > 0 && this.#eventLoop.delayMs > maxEventLoopDelayMs * STRAINED);
  }
}
