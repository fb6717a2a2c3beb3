// The compiled engine with one duty more each time, so that the difference between two rows is what the duty costs. The
// agencies check no signature in this load; what that costs them is measured by `bench/micro/signCall.ts`.

import { ENGINES } from '../engines.mjs';

const engine = ENGINES.find(({ name }) => name === 'compiled');

/** Each adds to those before it. */
const STEPS = [
  { name: 'none', title: 'nobody is known, nothing refused or signed', config: () => ({ identity: { issuers: [] }, access: { mode: 'open' } }) },
  { name: 'identity', title: '+ identity', config: ({ issuer }) => ({ identity: { issuers: [issuer] } }), headers: ({ caller }) => caller },
  { name: 'authorisation', title: '+ authorisation', config: () => ({ access: { mode: 'filter' } }) },
  { name: 'signing', title: '+ signing (Ed25519)', config: ({ keyFile }) => ({ signing: { keyFile } }) },
];

/** Engines of a load, in the order of their duties. */
export const DUTIES = STEPS.map(({ name, title }, index) => {
  const steps = STEPS.slice(0, index + 1);
  const config = (scene) => Object.assign({}, ...steps.map((step) => step.config(scene)));
  const headers = (scene) => Object.assign({}, ...steps.map((step) => step.headers?.(scene)));
  return { ...engine, name, title, caller: { environment: 'development', config, headers } };
});
