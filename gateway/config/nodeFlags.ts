// With which flags node runs a gateway. They cannot be set once a process runs, so they stand here for those
// who start one: the commands, the benchmark, the container image.

/**
 * Room for young objects, in megabytes, and how fast it is given. What a request has received lives until it is
 * answered, and some hundred megabytes a second pass through; in the room that is the default each collection
 * comes too early and copies what will be garbage a moment later, which took a quarter of the CPU time at 50
 * requests under way (docs/performance.md). The room grows with the load: a gateway that is little used stays small.
 */
const YOUNG_GENERATION = ['--max-semi-space-size=128', '--semi-space-growth-factor=8'];

/**
 * Objects of places that often outlive a collection are else made among the old ones, where they lie dead until the
 * next full collection and keep alive all that they refer to: forty megabytes were copied at each collection of
 * young objects, where four were in use.
 */
const NO_OLD_GARBAGE = '--no-allocation-site-pretenuring';

export const GATEWAY_NODE_FLAGS: readonly string[] = [...YOUNG_GENERATION, NO_OLD_GARBAGE];
