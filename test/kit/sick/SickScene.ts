// The whole system with one agency that can be made sick and well again: real agencies, before each of them a FaultProxy, a
// gateway that knows the agencies by the proxies' addresses, and clients. Every one of them is a process of its own.
//
//   load ──▶ gateway ──▶ proxy of applicants ──▶ applicants, and so on
//
// A proxy is part of its agency: who stops or kills the agency does the same to the proxy, so that the gateway meets what it
// would meet without one (a connection that the system takes and nobody reads, a port that nobody listens on).

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { agencyUrlVariable } from '../../../gateway/config/readEnvironment.js';
import { AGENCY_NAMES, type AgencyName } from '../../../schema/contract/AgencyName.js';
import type { AgencyProcess } from '../agencyProcess.js';
import { callerHeaders } from '../callerHeaders.js';
import { startFaultProxy, type RunningProxy } from '../fault/startFaultProxy.js';
import { killAgency, reviveAgency } from '../killedAgency.js';
import { processRunning } from '../processes.js';
import type { TestSystem } from '../system.js';
import type { Fault } from './faults.js';
import { startWatchedGateway, type WatchedGateway } from './gateway/startWatchedGateway.js';
import type { Learned } from './load/messages.js';
import { startLoad, type Load } from './load/startLoad.js';
import { OPERATIONS } from './operations.js';

export interface SickScene {
  readonly gateway: WatchedGateway;
  readonly load: Load;
  readonly learned: Learned;
  /** One fault at a time. */
  makeSick(agency: AgencyName, fault: Fault): Promise<void>;
  /** Ends the fault; resolves when the agency would answer again. Without effect where there is none. */
  heal(): Promise<void>;
  /** Ends what was started here, with everything healed. The system goes on. */
  stop(): Promise<void>;
}

/** For each question: processes are cold, and the machine may be busy. */
const LEARN_BOUND_MS = 30_000;

/** @param settings of the gateway, as in its configuration file. Default: all as they are. */
export async function startSickScene(system: TestSystem, settings: object = {}): Promise<SickScene> {
  const scene = new Scene(system);
  try {
    return await scene.start(settings);
  } catch (error) {
    await scene.stop();
    throw error;
  }
}

class Scene {
  readonly #system: TestSystem;
  readonly #proxies = new Map<AgencyName, RunningProxy>();
  readonly #revived = new Map<AgencyName, AgencyProcess>();
  readonly load = startLoad();
  #gateway: WatchedGateway | undefined;
  #sick: { readonly agency: AgencyName; readonly fault: Fault; readonly pid: number } | undefined;

  constructor(system: TestSystem) {
    this.#system = system;
  }

  async start(settings: object): Promise<SickScene> {
    const { agencyUrls, dataDir, keyVariables, identityVariables } = this.#system;
    await Promise.all(AGENCY_NAMES.map(async (agency) => this.#proxies.set(agency, await startFaultProxy(agencyUrls[agency]))));
    const configFile = path.join(dataDir, 'sick-scene.json');
    await writeFile(configFile, JSON.stringify(settings));
    const addresses = Object.fromEntries(AGENCY_NAMES.map((agency) => [agencyUrlVariable(agency), this.#proxyOf(agency).url]));
    const gateway = await startWatchedGateway({ ...addresses, ...keyVariables, ...identityVariables, QAQPA_CONFIG: configFile }, dataDir);
    this.#gateway = gateway;
    const learned = await this.load.learn({ url: gateway.url, headers: await callerHeaders(this.#system), operations: OPERATIONS, boundMs: LEARN_BOUND_MS });
    const { load } = this;
    return { gateway, load, learned, makeSick: (agency, fault) => this.makeSick(agency, fault), heal: () => this.heal(), stop: () => this.stop() };
  }

  async makeSick(agency: AgencyName, fault: Fault): Promise<void> {
    if (this.#sick !== undefined) throw new Error(`${this.#sick.agency} is sick already`);
    const pid = processRunning(path.join('subgraphs', agency, 'main.js'), this.#system.dataDir);
    if (pid === undefined) throw new Error(`no process of ${agency} runs`);
    this.#sick = { agency, fault, pid };
    const proxy = this.#proxyOf(agency);
    switch (fault.made.by) {
      case 'stop':
        for (const each of [proxy.pid, pid]) process.kill(each, 'SIGSTOP');
        break;
      case 'kill':
        await proxy.kill();
        await killAgency(this.#system, agency);
        break;
      case 'wire':
        await proxy.behave(fault.made.wire);
        break;
    }
  }

  async heal(): Promise<void> {
    if (this.#sick === undefined) return;
    const { agency, fault, pid } = this.#sick;
    this.#sick = undefined;
    const proxy = this.#proxyOf(agency);
    switch (fault.made.by) {
      case 'stop':
        for (const each of [pid, proxy.pid]) process.kill(each, 'SIGCONT');
        break;
      case 'kill':
        this.#revived.set(agency, await reviveAgency(this.#system, agency));
        this.#proxies.set(agency, await startFaultProxy(this.#system.agencyUrls[agency], Number(new URL(proxy.url).port)));
        break;
      case 'wire':
        await proxy.behave('healthy');
        break;
    }
  }

  async stop(): Promise<void> {
    // A stopped process hears of nothing but SIGKILL.
    if (this.#sick?.fault.made.by === 'stop') await this.heal();
    await Promise.all([this.load.stop(), this.#gateway?.stop(), ...Array.from(this.#proxies.values(), (proxy) => proxy.kill())]);
    for (const agency of this.#revived.values()) agency.process.kill();
    await Promise.all(Array.from(this.#revived.values(), (agency) => agency.ended()));
  }

  #proxyOf(agency: AgencyName): RunningProxy {
    const proxy = this.#proxies.get(agency);
    if (proxy === undefined) throw new Error(`${agency} has no proxy`);
    return proxy;
  }
}
