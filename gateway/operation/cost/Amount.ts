// A number that may depend on the variables of a request. What does not is added and multiplied once, when the
// operation is compiled, so that a request works out only what its own variables decide.

export type Variables = Readonly<Record<string, unknown>>;

export type Amount = number | ((variables: Variables) => number);

export function valueOf(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

export function add(amounts: readonly Amount[]): Amount {
  let fixed = 0;
  const variable: ((variables: Variables) => number)[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') fixed += amount;
    else variable.push(amount);
  }
  if (variable.length === 0) return fixed;
  return (variables) => variable.reduce((sum, amount) => sum + amount(variables), fixed);
}

export function multiply(one: Amount, other: Amount): Amount {
  if (typeof one === 'number' && typeof other === 'number') return one * other;
  return (variables) => valueOf(one, variables) * valueOf(other, variables);
}

/** Never below zero: a weight may be negative, what a field adds to the whole may not. */
export function atLeastZero(amount: Amount): Amount {
  return typeof amount === 'number' ? Math.max(0, amount) : (variables) => Math.max(0, amount(variables));
}

/** The greatest; at least one must be given. */
export function greatest(amounts: readonly Amount[]): Amount {
  if (amounts.every((amount) => typeof amount === 'number')) return Math.max(...amounts);
  return (variables) => Math.max(...amounts.map((amount) => valueOf(amount, variables)));
}
