// Where a gateway's time goes, by stage: V8's samples of the measured rounds, each counted for the folder or
// package whose code ran. Built-in functions count for who called them. The samples are of time, not of CPU
// time: where processes compete for cores, a write to a socket that wakes its reader and loses the core to it
// looks dear. So shares are told, and no milliseconds.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Arguments of node that make it write a profile into the folder when it ends. */
export function profileArguments(folder) {
  return ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

/** On the clock of V8's profiles: microseconds that only grow, the same for all processes of a machine (Linux). */
export function profileClockUs() {
  return Number(process.hrtime.bigint() / 1000n);
}

/** Below this share an area is not worth a row. */
const LEAST_SHARE = 0.005;

/**
 * @param {string} folder holds one profile
 * @param {number} sinceUs what was sampled earlier is start and warm-up
 * @param {'stages' | 'files'} by whether our own code and node's are told by folder or by file
 * @returns {{ area: string, share: number }[]} the largest first; shares of the time that was not idle
 */
export function readProfile(folder, sinceUs, by) {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error(`no profile was written to ${folder}`);
  const { nodes, samples, timeDeltas, startTime } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  const areas = areasOf(nodes, by);
  const sums = new Map();
  let total = 0;
  let nowUs = startTime;
  samples.forEach((id, index) => {
    nowUs += timeDeltas[index];
    const area = areas.get(id);
    if (nowUs < sinceUs || area === 'idle') return;
    sums.set(area, (sums.get(area) ?? 0) + timeDeltas[index]);
    total += timeDeltas[index];
  });
  return [...sums]
    .map(([area, sum]) => ({ area, share: sum / total }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share);
}

/** Area by id of the node. Parents stand before their children, so a built-in finds its caller's. */
function areasOf(nodes, by) {
  const areas = new Map();
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  for (const { id, callFrame } of nodes) areas.set(id, areaOf(callFrame, by) ?? areas.get(callers.get(id)) ?? 'the runtime');
  return areas;
}

const META = {
  '(idle)': 'idle',
  '(garbage collector)': 'garbage collection',
  '(program)': 'the runtime',
  '(root)': 'the runtime',
};

function areaOf({ functionName, url }, by) {
  if (url === '') return META[functionName];
  const [, dependency] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (dependency !== undefined) return dependency;
  if (url.startsWith('node:')) return by === 'files' ? url : 'node';
  const [, file, stage] = /\/dist\/(((?:gateway|schema)\/[^/.]+).*)\.js$/.exec(url) ?? [];
  return (by === 'files' ? file : stage) ?? 'other';
}
