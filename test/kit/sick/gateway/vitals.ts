// Loaded into the gateway's process before the gateway (`--import`): tells, over the channel to the parent, what the process
// has used since it was asked last. Only looks; the gateway does not know of it.

import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Of a gateway's process between two questions. */
export interface Vitals {
  /** User and system time of all threads. */
  readonly cpuMs: number;
  /** The most that was found at one time, looking every 20 ms. */
  readonly peakHeapBytes: number;
  /** Buffers outside the heap, likewise. */
  readonly peakBufferBytes: number;
  readonly peakResidentBytes: number;
  /** The longest time for which the event loop was held. */
  readonly loopHeldMs: number;
}

const LOOK_EVERY_MS = 20;

const delay = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
delay.enable();
let cpu = process.cpuUsage();
let peak = { heapUsed: 0, arrayBuffers: 0, rss: 0 };

function look(): void {
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  peak = { heapUsed: Math.max(peak.heapUsed, heapUsed), arrayBuffers: Math.max(peak.arrayBuffers, arrayBuffers), rss: Math.max(peak.rss, rss) };
}

setInterval(look, LOOK_EVERY_MS).unref();
process.on('message', (message) => {
  if (message !== 'vitals') return;
  look();
  const used = process.cpuUsage(cpu);
  const vitals: Vitals = {
    cpuMs: (used.user + used.system) / 1_000,
    peakHeapBytes: peak.heapUsed,
    peakBufferBytes: peak.arrayBuffers,
    peakResidentBytes: peak.rss,
    loopHeldMs: delay.max / 1e6,
  };
  cpu = process.cpuUsage();
  peak = { heapUsed: 0, arrayBuffers: 0, rss: 0 };
  delay.reset();
  process.send?.(vitals);
});
