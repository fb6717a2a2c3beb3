// What may be told of a fault: what kind it is, and where it happened. Never its message, which can quote the data that
// caused it; and the text of a stack begins with the message.
//
// The same stands with the agencies, who share no code with us: each answers for its own logs.

/** Fields of a log line. */
export interface Fault {
  readonly fault: string;
  /** Innermost first. */
  readonly stack: readonly string[];
}

const MAX_FRAMES = 20;

/** Errors within each other: an error may be its own cause. */
const MAX_WRAPPED = 10;

/** `at resolve (file:///app/gateway/x.js:1:2)`, with a place in a file or in node itself. */
const FRAME = /^\s+at (?:.+ \()?(?:file:\/\/|node:|\/)[^\s()]+:\d+:\d+\)?$/;

/** Names are given by classes; anything else could be put there by whoever threw. */
const NAME = /^[A-Z][A-Za-z]{0,63}$/;

export function faultOf(thrown: unknown): Fault {
  if (!(thrown instanceof Error)) return { fault: typeof thrown, stack: [] };
  return { fault: NAME.test(thrown.name) ? thrown.name : 'Error', stack: framesOf(thrown) };
}

/** A message of several lines may look like frames, so it is cut off before they are looked for. */
function framesOf(thrown: Error): string[] {
  const { stack = '' } = thrown;
  const ends = messagesOf(thrown).map((message) => (stack.includes(message) ? stack.indexOf(message) + message.length : 0));
  return stack
    .slice(Math.max(...ends))
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim());
}

/** An error that wraps another may have taken over its stack, and the message that stands there is the other's. */
function messagesOf(thrown: Error): string[] {
  const messages: string[] = [];
  let error: unknown = thrown;
  while (error instanceof Error && messages.length < MAX_WRAPPED) {
    messages.push(error.message);
    error = 'originalError' in error ? error.originalError : error.cause;
  }
  return messages;
}
