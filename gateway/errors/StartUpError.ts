/**
 * A reason not to start that the operator can mend. Its message is exactly what the operator reads, one
 * line per problem, naming the file, variable or port concerned and what to do. No stack is printed.
 */
export class StartUpError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartUpError';
  }
}
