/** Where something in an answer cannot be used: data keys and indices, innermost last. */
export type Problem = (string | number)[];

/** The problems found below a step, from number `first` on, learn that they lie behind it. */
export function locate(problems: readonly Problem[], first: number, step: string | number): void {
  for (let index = first; index < problems.length; index += 1) problems[index]?.unshift(step);
}
