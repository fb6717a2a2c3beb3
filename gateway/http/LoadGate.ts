// How much this process takes on. What it could not answer in time is refused at once, so that what it has taken on is
// answered; balancers are told to send less before that. An agency that is slow or gone does not count: requests that
// wait for it end within their deadlines.

export interface LoadLimits {
  /** Requests under way at one time; 0: any number. */
  readonly maxInFlight: number;
  /** Milliseconds by which the event loop may be late; 0: any. */
  readonly maxEventLoopDelayMs: number;
}

export type LoadRefusal = 'inFlight' | 'eventLoop';

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

  /** @returns why the request is refused; undefined where it is let in, and `leave` has to follow. */
  enter(): LoadRefusal | undefined {
    const { maxInFlight, maxEventLoopDelayMs } = this.#limits;
    if (maxInFlight > 0 && this.#inFlight >= maxInFlight) return 'inFlight';
    if (maxEventLoopDelayMs > 0 && this.#eventLoop.delayMs > maxEventLoopDelayMs) return 'eventLoop';
    this.#inFlight += 1;
    return undefined;
  }

  leave(): void {
    this.#inFlight -= 1;
  }

  get isStrained(): boolean {
    const { maxInFlight, maxEventLoopDelayMs } = this.#limits;
    return (maxInFlight > 0 && this.#inFlight >= maxInFlight * STRAINED) || (maxEventLoopDelayMs > 0 && this.#eventLoop.delayMs > maxEventLoopDelayMs * STRAINED);
  }
}
