// Every form in which a text can stand somewhere without having been compressed: as such, encoded, or as a hash that
// whoever knows the text can make. An identifier of twelve digits is found from its plain hash by trying all of them, so
// a hash is no hiding place.

import { createHash } from 'node:crypto';

export interface CanaryForm {
  readonly name: string;
  readonly bytes: Buffer;
}

const HASHES = ['md5', 'sha1', 'sha256', 'sha512'] as const;

/** Of a hash, its first 64 bits are looked for: logs like to cut them. */
const HASH_BITS = 64;

export function formsOf(text: string): readonly CanaryForm[] {
  const bytes = Buffer.from(text);
  return [
    form('plain', bytes),
    form('UTF-16', Buffer.from(text, 'utf16le')),
    form('hex', bytes.toString('hex')),
    form('list of bytes', bytes.join(',')),
    ...base64Forms(bytes, 'base64'),
    ...base64Forms(bytes, 'base64url'),
    ...HASHES.flatMap((algorithm) => hashForms(bytes, algorithm)),
  ];
}

/** What to look for in a place that was put into lower case, to find what stands there in whatever case. */
export function formsInLowerCase(text: string): readonly CanaryForm[] {
  return [form('plain', text.toLowerCase()), ...formsOf(text).filter(({ name }) => name.endsWith('hex'))];
}

function form(name: string, bytes: Buffer | string): CanaryForm {
  return { name, bytes: Buffer.from(bytes) };
}

/** Three bytes become four characters, so what stands for a text depends on how many bytes stand before it; what its neighbours have a part in is left out. */
function base64Forms(bytes: Buffer, encoding: 'base64' | 'base64url'): CanaryForm[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString(encoding);
    const first = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    return form(`${encoding}, ${offset} bytes in`, encoded.slice(first, end));
  });
}

function hashForms(bytes: Buffer, algorithm: (typeof HASHES)[number]): CanaryForm[] {
  const digest = createHash(algorithm).update(bytes).digest();
  const cut = Math.floor(HASH_BITS / 6);
  return [
    form(`${algorithm} in hex`, digest.toString('hex').slice(0, HASH_BITS / 4)),
    form(`${algorithm} in base64`, digest.toString('base64').slice(0, cut)),
    form(`${algorithm} in base64url`, digest.toString('base64url').slice(0, cut)),
  ];
}
