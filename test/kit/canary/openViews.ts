// What can be read out of bytes: themselves, without escapes, and whatever in them was compressed, again and again.

import { isUtf8 } from 'node:buffer';
import zlib from 'node:zlib';

export interface View {
  /** How one gets there: `gzip at 17 › JSON escapes`. Empty for the bytes themselves. */
  readonly how: string;
  readonly bytes: Buffer;
}

/** Escapes within escapes, and archives within archives. A log line that quotes a log line that quotes a body has three. */
const MAX_LAYERS = 4;

/** No canary is shorter. What is no stream is often read as one of a few bytes. */
const SHORTEST = 12;

/** Of what is decompressed; more than any honest log holds. */
const MAX_BYTES = 256 * 1024 * 1024;

export function openViews(bytes: Buffer): View[] {
  const views: View[] = [];
  const open = (view: View, layers: number): void => {
    views.push(view);
    if (layers === MAX_LAYERS) return;
    for (const inner of innerViews(view)) open(inner, layers + 1);
  };
  open({ how: '', bytes }, 0);
  return views;
}

function innerViews({ how, bytes }: View): View[] {
  const named = (step: string, inner: Buffer): View => ({ how: how === '' ? step : `${how} › ${step}`, bytes: inner });
  return [
    ...unescaped(bytes).map(([step, inner]) => named(step, inner)),
    ...decompressed(bytes).map(([step, inner]) => named(step, inner)),
    ...decodedArchives(bytes).map(([step, inner]) => named(step, inner)),
  ];
}

type Step = readonly [name: string, bytes: Buffer];

/** Only those that change something. */
function unescaped(bytes: Buffer): Step[] {
  const steps: Step[] = [];
  if (bytes.includes('\\')) {
    const text = bytes.toString('latin1');
    const plain = text.replaceAll(/(?:\\u[0-9a-f]{4})+|\\x([0-9a-f]{2})|\\(["\\/bfnrt])/gi, (escape, byte?: string, character?: string) => {
      if (character !== undefined) return CONTROL[character] ?? character;
      return byte === undefined ? charactersOf(escape) : String.fromCharCode(Number.parseInt(byte, 16));
    });
    if (plain !== text) steps.push(['JSON escapes', Buffer.from(plain, 'latin1')]);
  }
  if (bytes.includes('%')) {
    const text = bytes.toString('latin1');
    const plain = text.replaceAll(/%([0-9a-f]{2})/gi, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    if (plain !== text) steps.push(['URL escapes', Buffer.from(plain, 'latin1')]);
  }
  return steps;
}

const CONTROL: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** UTF-8, in a text whose characters are bytes. */
function charactersOf(escapes: string): string {
  const units = [...escapes.matchAll(/\\u(....)/g)].map(([, hex = '']) => Number.parseInt(hex, 16));
  return Buffer.from(String.fromCharCode(...units)).toString('latin1');
}

/** Streams that begin at any place, also those that were cut off; and the whole, for formats that no mark begins. */
function decompressed(bytes: Buffer): Step[] {
  const steps: Step[] = [];
  const attempt = (name: string, unpack: () => Buffer): void => {
    try {
      const inner = unpack();
      if (inner.length >= SHORTEST) steps.push([name, inner]);
    } catch {
      // It only looked like it.
    }
  };
  for (const at of placesOf(bytes, [0x1f, 0x8b, 0x08])) attempt(`gzip at ${at}`, () => readable(bytes.subarray(endOfGzipHeader(bytes, at)), zlib.inflateRawSync));
  for (const second of [0x01, 0x5e, 0x9c, 0xda]) {
    for (const at of placesOf(bytes, [0x78, second])) attempt(`deflate at ${at}`, () => readable(bytes.subarray(at), zlib.inflateSync));
  }
  // No mark begins these; a text is neither.
  if (isUtf8(bytes)) return steps;
  attempt('raw deflate', () => readable(bytes, zlib.inflateRawSync));
  attempt('brotli', () => zlib.brotliDecompressSync(bytes, { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH, maxOutputLength: MAX_BYTES }));
  return steps;
}

const CUT_OFF: zlib.ZlibOptions = { finishFlush: zlib.constants.Z_SYNC_FLUSH, maxOutputLength: MAX_BYTES };

/**
 * As much as can be read. Where a stream was cut off and something else follows, that is taken for its rest until it no
 * longer makes sense, and node gives nothing at all: so the longest beginning that it reads is looked for, by halving.
 */
function readable(bytes: Buffer, inflate: (bytes: Buffer, options: zlib.ZlibOptions) => Buffer): Buffer {
  let best = Buffer.alloc(0);
  let [good, bad] = [0, bytes.length + 1];
  for (let length = bytes.length; bad - good > 1; length = Math.floor((good + bad) / 2)) {
    try {
      best = inflate(bytes.subarray(0, length), CUT_OFF) as typeof best;
      good = length;
    } catch {
      bad = length;
    }
  }
  return best;
}

/** RFC 1952 §2.3. Not node's own gunzip: that refuses a stream that something else follows, or whose checksum is wrong. */
function endOfGzipHeader(bytes: Buffer, start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & 0b0100) at += 2 + bytes.readUInt16LE(at);
  for (const hasText of [flags & 0b1000, flags & 0b1_0000]) if (hasText) at = bytes.indexOf(0, at) + 1;
  return flags & 0b0010 ? at + 2 : at;
}

function placesOf(bytes: Buffer, mark: readonly number[]): number[] {
  const places: number[] = [];
  const wanted = Buffer.from(mark);
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) places.push(at);
  return places;
}

/** The beginnings of gzip and deflate streams, in the two encodings that put bytes into text. */
const PACKED_TEXT = /(?:H4sI|eJ|eA[EF]|eN[oqr])[A-Za-z0-9+/_-]{20,}|(?:1f8b08|78(?:01|5e|9c|da))(?:[0-9a-f]{2}){10,}/gi;

/** Compressed bytes that were then written as text. Other encoded text is found by the forms of what is looked for. */
function decodedArchives(bytes: Buffer): Step[] {
  const text = bytes.toString('latin1');
  return [...text.matchAll(PACKED_TEXT)].flatMap(({ 0: packed, index }) => {
    const encoding = /^[0-9a-f]+$/i.test(packed) ? 'hex' : 'base64';
    return decompressed(Buffer.from(packed, encoding)).map(([step, inner]): Step => [`${encoding} at ${index} › ${step}`, inner]);
  });
}
