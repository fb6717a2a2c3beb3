// With which flags node runs a gateway. They cannot be set once a process runs, so they stand here for those
// who start one: the commands, the benchmark, the container image.

/**
 * Room for young objects, in megabytes, and how fast it is given. What a request has received lives until it is
 * answered, and some hundred megabytes a second pass through; in the room that is the default each collection
 * comes too early and copies what will be garbage a moment later, which took a quarter of the CPU time at 50
 * requests under way (docs/performance.md). The room grows with the load: a gateway that is little used stays small.
 */
export const GATEWAY_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=128', '--semi-space-growth-factor=8'];
