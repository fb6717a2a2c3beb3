// The requests of the product load: one named operation over a list of variables, in turn. An answer is
// right when it has no errors and every agency in it has spoken; that the engines agree on what was said
// is checked before the first round.

/** Statuses that would mean that less work was done than asked for. */
const NOT_ANSWERED = /"status":"(?:UNAVAILABLE|DENIED)"/;

/** @param {{ query: string, variables: object[], from: number }} parameters `from`: place in the list to begin at */
export function createProductRequests({ query, variables, from }) {
  const bodies = variables.map((each) => JSON.stringify({ query, variables: each }));
  let index = from;
  return () => {
    index += 1;
    return { body: bodies[index % bodies.length], check: problemOf };
  };
}

function problemOf(text) {
  const { data, errors } = JSON.parse(text);
  if (errors !== undefined) return `errors: ${JSON.stringify(errors).slice(0, 300)}`;
  if (Object.values(data).some((value) => value === null)) return `nothing found: ${text.slice(0, 200)}`;
  return NOT_ANSWERED.test(text) ? `an agency was silent: ${text.slice(0, 300)}` : undefined;
}
