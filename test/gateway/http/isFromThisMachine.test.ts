import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { isFromThisMachine } from '../../../gateway/http/isFromThisMachine.js';

it.each([
  ['127.0.0.1:4000', '127.0.0.1', true],
  ['localhost:4000', '::1', true],
  ['[::1]:4000', '::1', true],
  ['localhost', '::ffff:127.0.0.1', true],
  ['localhost:4000', '192.0.2.7', false],
  ['localhost:4000', '::ffff:192.0.2.7', false],
  ['evil.example:4000', '127.0.0.1', false],
  ['127.0.0.1.evil.example', '127.0.0.1', false],
  ['localhost@evil.example', '127.0.0.1', false],
  ['192.0.2.1:4000', '127.0.0.1', false],
  [undefined, '127.0.0.1', false],
  ['localhost', undefined, false],
])('asked as %s by %s: %s', (host, remoteAddress, expected) => {
  expect(isFromThisMachine({ headers: { host }, socket: { remoteAddress } } as IncomingMessage)).toBe(expected);
});
