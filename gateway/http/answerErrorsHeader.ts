/** A client sends `x-answer-errors: located` to get an error beside each answer the gateway wrote. */
export const ANSWER_ERRORS_HEADER = 'x-answer-errors';
