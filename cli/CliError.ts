// What stops a command and a person can mend. The message is the one line they read: what is wrong,
// and what to do about it. Anything else that is thrown is a fault of ours and keeps its stack.

export class CliError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CliError';
  }
}
