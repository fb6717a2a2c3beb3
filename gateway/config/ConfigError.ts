// The configuration cannot be used. Each problem is one line: source, place, what is expected, what was found.

import { StartUpError } from '../errors/StartUpError.js';

export class ConfigError extends StartUpError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
