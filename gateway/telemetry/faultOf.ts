// What may be told of a fault: what kind it is, and where it happened. Never its message, which can quote the data that
// caused it; and the text of a stack begins with the message.

/** Fields of a log line. */
export interface Fault {
  readonly fault: string;
  /** Innermost first. */
  readonly stack: readonly string[];
}

const MAX_FRAMES = 20;

/** `at resolve (file:///app/gateway/x.js:1:2)`, with a place in a file or in node itself. */
const FRAME = /^\s+at (?:.+ \()?(?:file:\/\/|node:|\/)[^\s()]+:\d+:\d+\)?$/;

/** Names are given by classes; anything else could be put there by whoever threw. */
const NAME = /^[A-Z][A-Za-z]{0,63}$/;

export function faultOf(thrown: unknown): Fault {
  if (!(thrown instanceof Error)) return { fault: typeof thrown, stack: [] };
  return { fault: NAME.test(thrown.name) ? thrown.name : 'Error', stack: framesOf(thrown) };
}

/** A message of several lines may look like frames, so it is cut off before they are looked for. */
function framesOf({ stack = '', message }: Error): string[] {
  const messageAt = stack.indexOf(message);
  const frames = messageAt === -1 ? stack : stack.slice(messageAt + message.length);
  return frames
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim());
}
