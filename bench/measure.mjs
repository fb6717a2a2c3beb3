// One load, several gateways: all are started, asked the same samples, warmed up, and then measured in
// alternating rounds, so that whatever else the machine does falls on all of them.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { firstDifference } from './generator/AnswerCheck.mjs';
import { freePorts } from './process/freePorts.mjs';
import { startHelper } from './process/helper.mjs';
import { startGateway } from './process/startGateway.mjs';
import { cpuMsOf, peakBytesOf } from './process/usage.mjs';
import { profileArguments, profileClockUs, readProfile } from './profile.mjs';
import { percentile } from './statistics.mjs';

/** Limits of time are not what is measured: a crowded machine must not turn work into refusals. */
const PATIENCE_MS = 60_000;

/**
 * What production mode refuses by default and this load needs: documents that no manifest holds, lists within lists
 * whose sizes the shop's schema does not tell, and thousands of requests a minute from one address. The checks
 * themselves run, as in production; counting requests does not, as in no other gateway here, nor shedding by the event loop.
 */
export const OPEN_DOORS = {
  persistedOperations: { mode: 'open' },
  limits: { maxCost: 1_000_000 },
  rateLimit: { perCaller: 0, perAddress: 0 },
  load: { maxEventLoopDelayMs: 0 },
};

/**
 * @typedef {object} Round
 * @property {number} cpuMs CPU time of the gateway's process per request
 * @property {number} [fetches] requests to subgraphs per request, where the load can count them
 * @property {number} perSecond
 * @property {number} p50Ms
 * @property {number} p99Ms
 *
 * @typedef {object} Outcome one per engine
 * @property {object} engine
 * @property {string} [problem] why there are no figures
 * @property {Round[]} rounds
 * @property {number} peakBytes
 * @property {number} answerBytes
 * @property {{ area: string, share: number }[]} [profile] where its time went
 */

/**
 * @param {object} load as shopLoad and productLoad make them
 * @param {object[]} engines of engines.mjs
 * @param {{ rounds: number, roundMs: number, warmUpMs: number, warmUpRequests: number, connections?: number, profile?: 'stages' | 'files', tell: (line: string) => void, signal: AbortSignal }} plan
 * @returns {Promise<Outcome[]>}
 */
export async function measure(load, engines, plan) {
  const folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-bench-'));
  const generator = startHelper(path.join(import.meta.dirname, 'generator', 'main.mjs'));
  // The round under way then ends in an error, and everything is stopped in order.
  plan.signal.addEventListener('abort', () => void generator.stop(), { once: true });
  const running = [];
  let scene;
  try {
    plan.tell(`${load.title}: starting`);
    scene = await load.start();
    const outcomes = [];
    for (const engine of engines) {
      const outcome = { engine, rounds: [], peakBytes: 0, answerBytes: 0 };
      outcomes.push(outcome);
      plan.signal.throwIfAborted();
      try {
        const profileFolder = plan.profile !== undefined ? path.join(folder, `${engine.name}-profile`) : undefined;
        const gateway = await start(engine, callerOf(load, engine), await writeSettings(folder, scene, engine, load), folder, profileFolder);
        running.push({ outcome, gateway, profileFolder });
      } catch (error) {
        outcome.problem = `did not start: ${error.message}`;
      }
    }
    await dropWhoDisagrees(running, load, scene);
    await measureRounds({ running, load, scene, plan, generator });
    if (plan.profile !== undefined) await readProfiles(running, plan.profile);
    return outcomes;
  } finally {
    await generator.stop();
    await Promise.all(running.map(({ gateway }) => gateway.stop()));
    await scene?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the two files by which a gateway is told where the subgraphs are, and whatever else it does in this load */
async function writeSettings(folder, scene, engine, load) {
  const { supergraphSdl, agencies } = scene;
  const supergraphFile = path.join(folder, 'supergraph.graphql');
  const configFile = path.join(folder, `${engine.name}.config.json`);
  const config = {
    ...OPEN_DOORS,
    supergraphFile,
    requestTimeoutMs: PATIENCE_MS,
    // A gateway in production must have an issuer. The loads ask as nobody, so its keys are never needed, and under a
    // name of this domain there is nothing to ask (RFC 6761 §6.4).
    identity: { issuers: [{ issuer: 'https://issuer.invalid', jwksUrl: 'https://issuer.invalid/jwks', audience: 'nobody' }] },
    agencies: Object.fromEntries(Object.entries(agencies).map(([name, url]) => [name, { url, timeoutMs: PATIENCE_MS }])),
    ...callerOf(load, engine).config?.(scene),
  };
  await writeFile(supergraphFile, supergraphSdl);
  await writeFile(configFile, JSON.stringify(config));
  return { supergraphFile, configFile };
}

/**
 * As whom the gateways are asked, and what they have to know for it: the engine's own settings, else the load's, else nobody.
 * @returns {{ environment?: string, config?: (scene: object) => object, headers?: (scene: object) => object }}
 */
const callerOf = (load, engine) => engine.caller ?? load.caller ?? {};

async function start(engine, { environment }, files, folder, profileFolder) {
  const [port] = await freePorts(1);
  const { args, env } = engine.command({ port, ...files });
  const inherited = { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: environment ?? 'production' };
  if (profileFolder !== undefined) {
    await mkdir(profileFolder);
    args.unshift(...profileArguments(profileFolder));
  }
  return startGateway({ name: engine.name, args, env: { ...inherited, ...env }, cwd: folder }, `http://127.0.0.1:${port}/graphql`, folder);
}

/** A process writes its profile when it ends. */
async function readProfiles(running, by) {
  for (const { outcome, gateway, profileFolder } of running) {
    if (outcome.problem !== undefined) continue;
    await gateway.stop();
    outcome.profile = readProfile(profileFolder, outcome.measuredSinceUs, by);
  }
}

/** The first gateway's answers are the measure here; that they are right is the load's own check. */
async function dropWhoDisagrees(running, load, scene) {
  for (const body of scene.samples) {
    const answers = await Promise.all(running.map(({ outcome: { engine }, gateway }) => dataOf(gateway.url, body, callerOf(load, engine).headers?.(scene))));
    running.forEach(({ outcome }, index) => {
      if (outcome.problem !== undefined || isDeepStrictEqual(answers[index], answers[0])) return;
      outcome.problem = `does not answer as ${running[0].outcome.engine.name} does, ${firstDifference(answers[index], answers[0], 'data')}`;
    });
  }
}

async function dataOf(url, body, caller) {
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...caller };
  const response = await fetch(url, { method: 'POST', headers, body });
  const { data, errors } = await response.json();
  return errors === undefined ? data : { errors };
}

async function measureRounds({ running, load, scene, plan, generator }) {
  let roundNumber = 0;
  for (let round = 0; round <= plan.rounds; round += 1) {
    const isWarmUp = round === 0;
    plan.tell(isWarmUp ? `${load.title}: warming up` : `${load.title}: round ${round} of ${plan.rounds}`);
    for (const { outcome, gateway } of running) {
      if (outcome.problem !== undefined) continue;
      roundNumber += 1;
      const fetchesBefore = await scene.fetchCount?.();
      const cpuBefore = cpuMsOf(gateway.pid);
      const { latenciesMs, elapsedMs, answerBytes, problem } = await generator.ask({
        url: gateway.url,
        connections: plan.connections ?? load.connections,
        durationMs: isWarmUp ? plan.warmUpMs : plan.roundMs,
        minimumRequests: isWarmUp ? plan.warmUpRequests : 1,
        headers: callerOf(load, outcome.engine).headers?.(scene),
        ...scene.requestsOf(roundNumber),
      });
      const cpuMs = cpuMsOf(gateway.pid) - cpuBefore;
      if (problem !== undefined) outcome.problem = `${problem}\n  the last of its log: ${gateway.lastWords()}`;
      outcome.answerBytes = answerBytes;
      outcome.peakBytes = peakBytesOf(gateway.pid);
      if (isWarmUp) outcome.measuredSinceUs = profileClockUs();
      if (isWarmUp || problem !== undefined) continue;
      outcome.rounds.push({
        cpuMs: cpuMs / latenciesMs.length,
        ...(fetchesBefore !== undefined && { fetches: ((await scene.fetchCount()) - fetchesBefore) / latenciesMs.length }),
        perSecond: (latenciesMs.length * 1000) / elapsedMs,
        p50Ms: percentile(latenciesMs, 0.5),
        p99Ms: percentile(latenciesMs, 0.99),
      });
    }
  }
}
