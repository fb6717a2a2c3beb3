// Whether a request comes from the machine that the gateway runs on, and knows it by a name of that machine. Both: an
// address alone would let another site's page in whose name was led here (DNS rebinding), a name alone can be sent by
// anybody.

import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../config/isLoopback.js';

export function isFromThisMachine({ headers, socket }: IncomingMessage): boolean {
  const hostname = URL.parse(`http://${headers.host ?? ''}`)?.hostname ?? '';
  return isLoopback(hostname) && isLoopbackAddress(socket.remoteAddress ?? '');
}

/** @param address as a socket gives it: an IPv6 address without brackets, an IPv4 address within one in dotted form. */
function isLoopbackAddress(address: string): boolean {
  return isLoopback(address.replace(/^::ffff:/, '')) || address === '::1';
}
