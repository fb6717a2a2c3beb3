// The gateway's lines to the agencies: connections, signatures, breakers, bulkheads and retry budgets, a set of its own
// for each agency, so that nothing one agency does can use up what another needs. They outlive a supergraph: a new schema changes what an
// agency is asked, not whether it is well, so an open breaker stays open and connections stay.

import { Pool, type Dispatcher } from 'undici';
import type { AgencyConfig } from '../config/configSchema.js';
import type { Clock } from '../util/Clock.js';
import type { BreakerState, OperableBreaker } from './breaker/Breaker.js';
import { RollingBreaker } from './breaker/RollingBreaker.js';
import { Bulkhead } from './Bulkhead.js';
import type { OperationClass } from './OperationClass.js';
import { readTlsFiles } from './readTlsFiles.js';
import { RetryPolicy } from './retry/RetryPolicy.js';
import type { CallSigner } from './signature/CallSigner.js';
import { StaleAnswers } from './stale/StaleAnswers.js';

export interface AgencyLine {
  readonly dispatcher: Dispatcher;
  readonly breakers: Readonly<Record<OperationClass, OperableBreaker>>;
  readonly bulkheads: Readonly<Record<OperationClass, Bulkhead>>;
  /** One budget for all classes: it is the agency that is asked more. */
  readonly retries: RetryPolicy;
  /** Undefined where calls are not signed. */
  readonly signer: CallSigner | undefined;
  /** From this time on a call is slow. */
  readonly slowCallMs: number;
}

export interface BreakerChangedEvent {
  readonly agency: string;
  readonly operationClass: OperationClass;
  /** What it is now. */
  readonly state: BreakerState;
}

/** What the agency has said of reference data, at the address that it has now. */
interface KeptAnswers {
  readonly url: string;
  readonly answers: StaleAnswers;
}

export interface AgencyLinesOptions {
  readonly clock: Clock;
  /** Default: no call is signed. May throw a StartUpError. */
  readonly signerFor?: (agency: string, config: AgencyConfig) => CallSigner | undefined;
  readonly onBreakerChanged?: (event: BreakerChangedEvent) => void;
}

export class AgencyLines {
  readonly #options: AgencyLinesOptions;
  /** By agency, then by address. */
  readonly #lines = new Map<string, Map<string, AgencyLine>>();
  /** By agency: the one that was asked for last, as long as there is a way to the agency. */
  readonly #current = new Map<string, AgencyLine>();
  /** By agency. */
  readonly #answers = new Map<string, KeptAnswers>();

  constructor(options: AgencyLinesOptions) {
    this.#options = options;
  }

  /**
   * The same for every supergraph, as long as the agency stands at the same address.
   * @throws {BrokenEndpoint} where a file of its certificates or its own signing key cannot be used; it is tried again the next time.
   * @throws {StartUpError} where key and signature do not go together.
   */
  lineTo(agency: string, config: AgencyConfig): AgencyLine {
    this.cut(agency);
    const byAddress = this.#lines.get(agency) ?? new Map<string, AgencyLine>();
    this.#lines.set(agency, byAddress);
    const line = byAddress.get(config.url) ?? this.#open(agency, config);
    byAddress.set(config.url, line);
    this.#current.set(agency, line);
    return line;
  }

  /** There is no way to the agency until a line to it is asked for again; what was opened stays. */
  cut(agency: string): void {
    this.#current.delete(agency);
  }

  /** Over which the agency is called at present; undefined where there is no way to it. */
  currentTo(agency: string): AgencyLine | undefined {
    return this.#current.get(agency);
  }

  /**
   * The same for every supergraph, as long as address and bound stay; another address, another register.
   * @returns undefined where it is switched off: then nothing that was kept before stays.
   */
  answersOf(agency: string, { url, staleIfError: { maxAgeMs, maxBytes } }: Pick<AgencyConfig, 'url' | 'staleIfError'>): StaleAnswers | undefined {
    if (maxAgeMs === 0 || maxBytes === 0) {
      this.#answers.delete(agency);
      return undefined;
    }
    const known = this.#answers.get(agency);
    if (known?.url === url && known.answers.maxBytes === maxBytes) return known.answers;
    const answers = new StaleAnswers(maxBytes);
    this.#answers.set(agency, { url, answers });
    return answers;
  }

  /** Every line that the gateway has had to the agency. */
  linesTo(agency: string): readonly AgencyLine[] {
    return [...(this.#lines.get(agency)?.values() ?? [])];
  }

  /** Releases connections; calls still under way are cut off. */
  async close(): Promise<void> {
    const lines = [...this.#lines.keys()].flatMap((agency) => this.linesTo(agency));
    await Promise.all(lines.map(({ dispatcher }) => dispatcher.destroy()));
  }

  #open(agency: string, config: AgencyConfig): AgencyLine {
    const { url, timeoutMs, connectTimeoutMs, maxInFlight, breaker: settings } = config;
    const { clock, onBreakerChanged, signerFor } = this.#options;
    const signer = signerFor?.(agency, config);
    const tls = readTlsFiles(agency, config);
    const slowCallMs = settings.slowCallMs ?? timeoutMs / 2;
    const breaker = (operationClass: OperationClass) =>
      new RollingBreaker({
        ...settings,
        slowCallMs,
        // Longer than any call may take, so that a probe whose result is ignored is one that nobody waits for.
        probeLeaseMs: 2 * timeoutMs,
        name: `${agency} ${operationClass}`,
        clock,
        ...(onBreakerChanged && { onStateChange: (_name, state) => onBreakerChanged({ agency, operationClass, state }) }),
      });
    return {
      // Deadlines are the client's, per call: undici's own would be a second, coarser clock. Connecting
      // has a bound of its own, because a socket that never connects outlives the aborted request.
      dispatcher: new Pool(new URL(url).origin, { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: connectTimeoutMs, ...tls } }),
      breakers: { lookup: breaker('lookup'), query: breaker('query'), mutation: breaker('mutation') },
      bulkheads: { lookup: new Bulkhead(maxInFlight), query: new Bulkhead(maxInFlight), mutation: new Bulkhead(maxInFlight) },
      retries: new RetryPolicy(config.retry),
      signer,
      slowCallMs,
    };
  }
}
