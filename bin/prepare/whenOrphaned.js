// npm runs a script through a shell, and sends its own SIGTERM to that shell only. The shell dies without
// a word to what it runs; without this, `kill` on npm would leave the whole system behind, unowned.
'use strict';

/** Well under the second within which stopSignals.ts takes a Ctrl-C and its echoes for one request. */
const LOOK_EVERY_MS = 250;

/** Noted once, when this process begins: the shell may be gone before the last of several programs runs. */
const PARENT = process.ppid;

/**
 * Calls back once when the shell that npm started us through is gone; never where npm did not start us:
 * then outliving the parent can be meant, as with nohup.
 * @returns a function that ends the watch
 */
function whenOrphaned(callback) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const timer = setInterval(() => {
    if (process.ppid === PARENT) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

module.exports = { whenOrphaned };
