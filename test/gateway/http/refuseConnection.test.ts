// What no test can send in good time, and what must not be written to; badInput.test.ts has the rest, over sockets.

import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { refuseConnection } from '../../../gateway/http/refuseConnection.js';

const errorOf = (code: string) => Object.assign(new Error('secret'), { code });

async function answerTo(error: Error): Promise<string> {
  const stream = new PassThrough();
  const answer = text(stream);
  refuseConnection(error, stream as unknown as Socket);
  // The rest of what the client sends.
  refuseConnection(error, stream as unknown as Socket);
  return answer.catch(() => '');
}

it('a request that takes too long is told so, once', async () => {
  const [head = '', body = ''] = (await answerTo(errorOf('ERR_HTTP_REQUEST_TIMEOUT'))).split('\r\n\r\n');
  expect(head.split('\r\n')).toEqual(['HTTP/1.1 408 Request Timeout', 'connection: close', 'content-type: application/json; charset=utf-8', `content-length: ${body.length}`]);
  expect(JSON.parse(body)).toEqual({ errors: [{ message: 'The request did not arrive in time.', extensions: { code: 'BAD_USER_INPUT' } }] });
});

it.each(['HPE_INVALID_METHOD', 'constructor'])('nothing of an error %s is shown', async (code) => {
  const answer = await answerTo(errorOf(code));
  expect(answer).toContain('HTTP/1.1 400 Bad Request');
  expect(answer).not.toContain('secret');
});

it('nothing is written where the client has gone', () => {
  const stream = new PassThrough();
  stream.destroy();
  refuseConnection(errorOf('ECONNRESET'), stream as unknown as Socket);
  expect(stream.readableLength).toBe(0);
});
