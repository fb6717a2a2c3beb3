// Preloaded into a child process (`node --import`): writes every destination the process tries to reach
// or to look up to the file CONNECTION_LOG, one JSON object per line. Nothing but loopback gets through.

import { appendFileSync } from 'node:fs';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const file = process.env['CONNECTION_LOG'] ?? '';

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function record(by: string, host: unknown, port?: unknown): boolean {
  const destination = typeof host === 'string' && host !== '' ? host : 'localhost';
  appendFileSync(file, `${JSON.stringify({ by, host: destination, port })}\n`);
  return isLoopback(destination);
}

/** A method taken from its prototype, to be called on whatever object ours is called on. */
type Method<This, Result> = (this: This, ...args: unknown[]) => Result;

const connect = Reflect.get(net.Socket.prototype, 'connect') as Method<net.Socket, net.Socket>;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
  const first: unknown = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
  const target = (typeof first === 'object' && first !== null ? first : { port: first, host: args[1] }) as { host?: unknown; port?: unknown; path?: unknown };
  if (target.path !== undefined && target.path !== null) return connect.apply(this, args);
  if (record('connect', target.host, target.port)) return connect.apply(this, args);
  process.nextTick(() => this.destroy(new Error('refused by the recorder')));
  return this;
};

const lookup = dns.lookup as (...args: unknown[]) => unknown;
dns.lookup = ((...args: unknown[]) => {
  if (record('lookup', args[0])) return lookup(...args);
  const callback = args.at(-1);
  if (typeof callback === 'function') process.nextTick(() => callback(new Error('refused by the recorder')));
  return {};
}) as unknown as typeof dns.lookup;

const send = Reflect.get(dgram.Socket.prototype, 'send') as Method<dgram.Socket, void>;
dgram.Socket.prototype.send = function (this: dgram.Socket, ...args: unknown[]): void {
  if (record('send', args.find((each, index) => index > 0 && typeof each === 'string'))) send.apply(this, args);
};

syncBuiltinESMExports();
