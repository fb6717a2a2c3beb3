import { expect, it } from 'vitest';
import { ClientError } from '../../../gateway/errors/ClientError.js';
import { InternalError } from '../../../gateway/errors/InternalError.js';
import { toResponse } from '../../../gateway/errors/toResponse.js';

it("shows a client's own mistake in its own words, with every place", () => {
  const error = new ClientError('GRAPHQL_VALIDATION_FAILED', [{ message: 'a', locations: [{ line: 1, column: 2 }] }, { message: 'b' }]);
  expect(toResponse(error)).toEqual({
    httpStatus: 400,
    transport: false,
    headers: {},
    errors: [
      { message: 'a', locations: [{ line: 1, column: 2 }], extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
      { message: 'b', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ],
  });
});

it('lets a refusal of the transport choose its status and headers', () => {
  const error = new ClientError('BAD_USER_INPUT', 'too long', { httpStatus: 413, headers: { a: 'b' }, transport: true });
  expect(toResponse(error)).toMatchObject({ httpStatus: 413, transport: true, headers: { a: 'b' } });
});

it.each([
  [999, 'x'.repeat(999)],
  [1_000, 'x'.repeat(1_000)],
  [1_001, `${'x'.repeat(1_000)}…`],
])('a message of %i characters, as long as what the client sent, is cut after a thousand', (length, message) => {
  expect(toResponse(new ClientError('BAD_USER_INPUT', 'x'.repeat(length))).errors[0]?.message).toBe(message);
});

it.each([
  ['an internal error', new InternalError('REQUEST_TIMEOUT', 'secret 900101300123'), 504, 'REQUEST_TIMEOUT'],
  ['an unforeseen error', new TypeError('secret 900101300123'), 500, 'INTERNAL_SERVER_ERROR'],
  ['something that is no error', 'secret 900101300123', 500, 'INTERNAL_SERVER_ERROR'],
])('shows nothing of %s but its code', (_what, thrown, httpStatus, code) => {
  const response = toResponse(thrown);
  expect(response).toMatchObject({ httpStatus, transport: true, errors: [{ extensions: { code } }] });
  expect(JSON.stringify(response)).not.toContain('secret');
});
