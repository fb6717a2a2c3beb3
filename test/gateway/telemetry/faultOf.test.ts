// Both sides have one: the gateway, and the kit of the agencies, which share no code.

import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { faultOf as ofGateway } from '../../../gateway/telemetry/faultOf.js';
import { faultOf as ofAgency } from '../../../subgraphs/kit/errors/faultOf.js';

const SECRET = 'person-910101300123';

class StrangeError extends Error {
  override readonly name = SECRET;
}

function thrownBy(make: () => unknown): unknown {
  try {
    throw make();
  } catch (error) {
    return error;
  }
}

describe.each([
  ['the gateway', ofGateway],
  ['an agency', ofAgency],
])('a fault of %s', (_where, faultOf) => {
  it('is told by its kind and its place', () => {
    const { fault, stack } = faultOf(thrownBy(() => new TypeError('words')));
    expect(fault).toBe('TypeError');
    expect(stack[0]).toMatch(/^at .*faultOf\.test\.(js|ts):\d+:\d+\)?$/);
    expect(stack.length).toBeLessThanOrEqual(20);
  });

  it('has its place also where its message was changed', () => {
    const { stack } = faultOf(thrownBy(() => Object.assign(new Error('a'), { message: 'words that are longer than the whole stack is'.repeat(200) })));
    expect(stack[0]).toMatch(/faultOf\.test\.(js|ts):\d+:\d+\)?$/);
  });

  it.each<[string, () => unknown]>([
    ['in its message', () => new Error(SECRET)],
    ['in a message of several lines', () => new Error(`no\n    ${SECRET}\nnone`)],
    ['in a message that looks like frames', () => new Error(`no\n    at ${SECRET} (file:///${SECRET}.js:1:1)\n    at file:///${SECRET}:1:1`)],
    ['in its name', () => new StrangeError('words')],
    ['in the error that it wraps', () => new GraphQLError('words', { originalError: new Error(`no\n    at ${SECRET} (file:///${SECRET}.js:1:1)`) })],
    ['in its cause', () => new Error('words', { cause: new Error(SECRET) })],
    ['in one of its errors', () => new AggregateError([new Error(SECRET)], 'words')],
    ['in a field of its own', () => Object.assign(new Error('words'), { detail: SECRET, code: SECRET })],
    ['in a message that was changed', () => Object.assign(new Error(SECRET), { message: 'words' })],
    ['in what is no error', () => SECRET],
    ['in what is an object', () => ({ message: SECRET, stack: SECRET })],
    ['in its cause, which is itself', () => {
      const error = new Error(SECRET);
      return Object.assign(error, { cause: error });
    }],
    ['where there is no stack', () => Object.assign(new Error(SECRET), { stack: undefined })],
  ])('says nothing of a person that stands %s', (_place, make) => {
    expect(JSON.stringify(faultOf(thrownBy(make)))).not.toContain('910101300123');
  });
});
