// Runs one program in the foreground: its terminal is ours, its end is ours.
'use strict';

const { spawn } = require('node:child_process');
const { whenOrphaned } = require('./whenOrphaned.js');

/** Signals that ask a program to end. */
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the program and resolves to its exit code. Signals sent to us go on to it; when one ends it, we
 * end by the same one, so that the shell sees what it would have seen without us.
 *
 * Ctrl-C is not passed on: the terminal has already sent it to every process in the foreground, and a
 * second SIGINT means "at once" to many programs, the test runner among them.
 *
 * @param {{ channel?: boolean, preparing?: boolean }} [options]
 *   channel: an IPC channel by which the program learns of our end;
 *   preparing: more is to follow, so where somebody asked us to end meanwhile, we end after it, whatever it made
 *   of that itself. The compiler catches SIGINT and SIGTERM, finishes, and ends with 0.
 */
function runToEnd(executable, args, { channel = false, preparing = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, args, { stdio: ['inherit', 'inherit', 'inherit', ...(channel ? ['ipc'] : [])] });
    let asked = null;
    const passOn = (signal) => {
      asked ??= signal;
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    const endWatch = whenOrphaned(() => {
      asked ??= 'SIGTERM';
      child.kill('SIGTERM');
    });
    const stopPassingOn = () => {
      endWatch();
      ENDING_SIGNALS.forEach((signal) => process.off(signal, passOn));
    };
    ENDING_SIGNALS.forEach((signal) => process.on(signal, passOn));
    child.once('error', (error) => {
      stopPassingOn();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      stopPassingOn();
      const endBy = signal ?? (preparing ? asked : null);
      if (endBy === null) resolve(code);
      else process.kill(process.pid, endBy);
    });
  });
}

module.exports = { runToEnd };
