// What stands between the gateway and one agency: it asks the real agency, hands its answer over as it is or as the fault of
// the attempt makes it, and notes in the ledger what was handed over. An attempt that was given up has said nothing.

import { parse, type DocumentNode } from 'graphql';
import { Dispatcher } from 'undici';
import { seededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { damage } from './damage.js';
import type { Ledger, Verdict } from './Ledger.js';
import type { AgencyQuestion, RealAgency } from './RealAgencies.js';
import { PART_FAULTS, type WireFault } from './Trouble.js';
import { walkAnswers, type Asked, type JsonObject } from './walkAnswers.js';

/** One operation, as a lever sees it. */
export interface Round {
  readonly ledger: Ledger;
  /** Of the same operation while all were well; undefined for that one itself. */
  readonly healthy: Ledger | undefined;
  readonly faults: readonly WireFault[];
  /** Told of each fault that something was handed over under. */
  readonly onFault?: (fault: WireFault) => void;
}

type Handler = Dispatcher.DispatchHandler;

export class Lever extends Dispatcher {
  readonly #name: string;
  readonly #agency: RealAgency;
  readonly #documents = new Map<string, DocumentNode>();
  #round: Round | undefined;
  #attempts = 0;
  #serving: Promise<void>[] = [];

  constructor(name: string, agency: RealAgency) {
    super();
    this.#name = name;
    this.#agency = agency;
  }

  begin(round: Round): void {
    this.#round = round;
    this.#attempts = 0;
    this.#serving = [];
  }

  /** Resolves when the ledger has all calls of the round, also those that the gateway gave up before the agency had answered. */
  async settled(): Promise<void> {
    await Promise.all(this.#serving);
  }

  override dispatch({ body }: Dispatcher.DispatchOptions, handler: Handler): boolean {
    const round = this.#round;
    if (round === undefined) throw new Error('no round has begun');
    const fault = round.faults[Math.min(this.#attempts, round.faults.length - 1)] ?? 'well';
    this.#attempts += 1;
    this.#serving.push(new Attempt(handler).run((attempt) => this.#serve(body as string, fault, round, attempt)));
    return true;
  }

  async #serve(body: string, fault: WireFault, round: Round, attempt: Attempt): Promise<void> {
    const { query, variables = {} } = JSON.parse(body) as Partial<AgencyQuestion> & Pick<AgencyQuestion, 'query'>;
    const asked: Asked = { schema: this.#agency.schema, document: this.#read(query), variables };
    const { data, errors } = await this.#agency.answer({ query, variables });
    if (data == null) throw new Error(`${this.#name} cannot answer ${query} ${JSON.stringify(errors)}`);
    const honest = damage('well', asked, data, seededRandom(body));
    const call = `${this.#name} ${body}`;
    round.ledger.record(call, allSilent(honest.verdicts));
    round.onFault?.(fault);
    // Told what cannot be, because somebody else was silent, it refuses by itself.
    if (errors !== undefined) return attempt.answer(200, JSON.stringify({ data, errors }), () => round.ledger.record(call, this.#compareTold(asked, data, honest.verdicts, round)));
    if (isPartFault(fault) || fault === 'well') {
      const { response, verdicts } = damage(fault, asked, data, seededRandom(`${fault} ${body}`));
      const heard = this.#compareTold(asked, data, verdicts, round);
      attempt.answer(200, JSON.stringify(response), () => round.ledger.record(call, heard));
    } else {
      failWholly(fault, data, attempt);
    }
  }

  /** Where the agency was told other facts than while all were well, its answer is one to another question. */
  #compareTold(asked: Asked, data: JsonObject, verdicts: ReadonlyMap<string, Verdict>, { ledger, healthy }: Round): ReadonlyMap<string, Verdict> {
    const representations = asked.variables['representations'] as readonly JsonObject[] | undefined;
    const entities = data['_entities'] as readonly unknown[] | undefined;
    if (representations === undefined || entities === undefined) return verdicts;
    const heard = new Map(verdicts);
    walkAnswers(asked, data, {
      answer: ({ about, parent }) => {
        const facts = JSON.stringify(representations[entities.indexOf(parent)] ?? null);
        ledger.recordTold(about, facts);
        if (healthy !== undefined && !healthy.wasTold(about, facts) && heard.get(about) === 'spoken') heard.set(about, 'misled');
      },
    });
    return heard;
  }

  #read(query: string): DocumentNode {
    let document = this.#documents.get(query);
    if (document === undefined) this.#documents.set(query, (document = parse(query)));
    return document;
  }
}

function failWholly(fault: Exclude<WireFault, 'well' | (typeof PART_FAULTS)[number]>, data: JsonObject, attempt: Attempt): void {
  const text = JSON.stringify({ data });
  const entities = data['_entities'] as readonly unknown[] | undefined;
  const withEntities = (other: readonly unknown[]) => attempt.answer(200, entities === undefined ? '{}' : JSON.stringify({ data: { _entities: other } }));
  switch (fault) {
    case 'silent':
      return;
    case 'late':
      return attempt.whenGivenUp(() => attempt.answerLate(text));
    case 'refused':
      return attempt.fail('ECONNREFUSED');
    case 'cutOff':
      return attempt.cutOff(text.slice(0, text.length / 2));
    case 'status500':
      return attempt.answer(500, text);
    case 'status503':
      return attempt.answer(503, text);
    case 'html':
      return attempt.answer(200, '<html><body>welcome</body></html>');
    case 'emptyObject':
      return attempt.answer(200, '{}');
    case 'halfText':
      return attempt.answer(200, text.slice(0, text.length / 2));
    case 'noData':
      return attempt.answer(200, '{"data":null,"errors":[{"message":"down","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}');
    case 'refusal':
      return attempt.answer(200, '{"errors":[{"message":"no","extensions":{"code":"FORBIDDEN"}}]}');
    case 'fewerEntities':
      return withEntities(entities?.slice(1) ?? []);
    case 'noEntities':
      return withEntities([]);
    case 'moreEntities':
      return withEntities([...(entities ?? []), entities?.[0] ?? {}]);
  }
}

function allSilent(verdicts: ReadonlyMap<string, Verdict>): ReadonlyMap<string, Verdict> {
  return new Map([...verdicts.keys()].map((about) => [about, 'silent'] as const));
}

function isPartFault(fault: WireFault): fault is (typeof PART_FAULTS)[number] {
  return (PART_FAULTS as readonly string[]).includes(fault);
}

/** One exchange of bytes, as undici tells of it. */
class Attempt {
  readonly #handler: Handler;
  #state: 'open' | 'over' | 'givenUp' = 'open';
  #whenGivenUp: (() => void) | undefined;
  readonly #controller = {
    abort: (reason: Error) => {
      if (this.#state !== 'open') return;
      this.#state = 'givenUp';
      this.#handler.onResponseError?.(this.#controller, reason);
      this.#whenGivenUp?.();
    },
  } as unknown as Dispatcher.DispatchController;

  constructor(handler: Handler) {
    this.#handler = handler;
  }

  async run(serve: (attempt: Attempt) => Promise<void>): Promise<void> {
    this.#handler.onRequestStart?.(this.#controller, undefined);
    // Of a lever that fails, the gateway hears as of an agency that does; who reads the ledger finds nothing spoken.
    await serve(this).catch(() => this.fail('ELEVER'));
  }

  /** @param onHandedOver called where there was still somebody to take it. */
  answer(status: number, body: string, onHandedOver?: () => void): void {
    if (this.#state !== 'open') return;
    this.#state = 'over';
    onHandedOver?.();
    this.#write(status, body);
    this.#handler.onResponseEnd?.(this.#controller, {});
  }

  fail(code: string): void {
    if (this.#state !== 'open') return;
    this.#state = 'over';
    this.#handler.onResponseError?.(this.#controller, Object.assign(new Error('by the lever'), { code }));
  }

  /** A whole head and a part of the body; then the connection breaks. */
  cutOff(body: string): void {
    if (this.#state !== 'open') return;
    this.#write(200, body);
    this.fail('UND_ERR_SOCKET');
  }

  whenGivenUp(listener: () => void): void {
    if (this.#state === 'givenUp') listener();
    else this.#whenGivenUp = listener;
  }

  /** What undici would never hand on; here it shows that nobody takes it. */
  answerLate(body: string): void {
    this.#write(200, body);
    this.#handler.onResponseEnd?.(this.#controller, {});
  }

  #write(status: number, body: string): void {
    this.#handler.onResponseStart?.(this.#controller, status, {}, '');
    this.#handler.onResponseData?.(this.#controller, Buffer.from(body));
  }
}
