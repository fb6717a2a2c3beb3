// Whether an address means this very machine: what listens there is ours to start, and no issuer of a real system.

import { isIPv4 } from 'node:net';

/** @param hostname as the URL class gives it: in small letters, an IPv6 address in brackets. */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]') return true;
  // The URL class writes an IPv4 address within an IPv6 one in hexadecimal digits: 127.0.0.1 is 7f00:1.
  if (/^\[::ffff:7f[0-9a-f]{2}:/.test(hostname)) return true;
  return isIPv4(hostname) && hostname.startsWith('127.');
}
