// When an agency stops working on a request: the deadline as the header gives it, and the caller who leaves.

import { once } from 'node:events';
import { createServer, request, type ClientRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEADLINE_HEADER } from '../../../../schema/contract/headers.js';
import { requestSignal } from '../../../../subgraphs/kit/serve/requestSignal.js';

describe('the signal of a request', () => {
  let server: Server;
  let signalled: Promise<AbortSignal>;
  let respond: () => void;

  beforeEach(async () => {
    const { promise, resolve } = Promise.withResolvers<AbortSignal>();
    signalled = promise;
    server = createServer((incoming, response) => {
      respond = () => response.end('answer');
      resolve(requestSignal(incoming, response));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    server.closeAllConnections();
    server.close();
  });

  const call = (headers: IncomingHttpHeaders = {}): ClientRequest => {
    const { port } = server.address() as AddressInfo;
    const outgoing = request({ port, host: '127.0.0.1', headers });
    outgoing.on('error', () => undefined);
    outgoing.end();
    return outgoing;
  };

  it('is aborted when the time of the header has passed', async () => {
    call({ [DEADLINE_HEADER]: '20' });
    const signal = await signalled;
    if (!signal.aborted) await once(signal, 'abort');
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('is aborted when the caller leaves before the answer', async () => {
    const caller = call();
    const signal = await signalled;
    expect(signal.aborted).toBe(false);
    caller.destroy();
    await once(signal, 'abort');
    expect(signal.reason).toMatchObject({ message: 'the caller has gone' });
  });

  it('is not aborted by the end of an answered request', async () => {
    const caller = call();
    const signal = await signalled;
    respond();
    const [response] = (await once(caller, 'response')) as [NodeJS.ReadableStream];
    response.resume();
    await once(response, 'close');
    expect(signal.aborted).toBe(false);
  });

  it.each([
    ['1', 1],
    ['29999', 29_999],
    ['30000', 30_000],
    ['30001', 30_000],
    ['0', 30_000],
    ['-5', 30_000],
    ['1.5', 30_000],
    ['soon', 30_000],
    [undefined, 30_000],
  ])('takes the header %s for %i ms', async (header, expectedMs) => {
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    call(header === undefined ? {} : { [DEADLINE_HEADER]: header });
    await signalled;
    expect(timeout).toHaveBeenCalledExactlyOnceWith(expectedMs);
  });
});
