// The fields Signature-Input and Signature (RFC 9421 §4) in both directions: structured fields (RFC 9651), each
// a dictionary with one member per signature.

import { isInnerList, parseDictionary, serializeInnerList, serializeInteger, serializeString, type InnerList } from 'structured-headers';
import { CALL_TAG } from './agreement.js';

/** RFC 9421 §2.3. The agreement has all of them, and no other. */
export interface SignatureParameters {
  /** When it was made, in seconds since the Unix epoch. */
  readonly created: number;
  /** From when on it is worthless. */
  readonly expires: number;
  /** No other signature has it. */
  readonly nonce: string;
  readonly alg: string;
  readonly keyid: string;
  readonly tag: string;
}

export interface SignatureInput {
  /** In the order in which they are signed. */
  readonly components: readonly string[];
  readonly parameters: SignatureParameters;
  /** Both of these as text: the last line of the signature base. */
  readonly signatureParams: string;
  readonly signature: Uint8Array;
}

export type SignatureInputReading =
  | { readonly kind: 'read'; readonly input: SignatureInput }
  /** `reason` is for the reader's log. */
  | { readonly kind: 'unreadable'; readonly reason: string };

const NUMBER_PARAMETERS = ['created', 'expires'] as const;
const TEXT_PARAMETERS = ['nonce', 'alg', 'keyid', 'tag'] as const;
const PARAMETER_COUNT = NUMBER_PARAMETERS.length + TEXT_PARAMETERS.length;

/**
 * Lists of components as text, by their names. There are as many as ways in which the fields of the agreement can be
 * there or not, and few of those occur; writing one anew took a third of the time of a whole signature.
 */
const writtenComponents = new Map<string, string>();

export function writeSignatureParams(components: readonly string[], parameters: SignatureParameters): string {
  const { created, expires, nonce, alg, keyid, tag } = parameters;
  const times = `;created=${serializeInteger(created)};expires=${serializeInteger(expires)}`;
  return `${writeComponents(components)}${times};nonce=${serializeString(nonce)};alg=${serializeString(alg)};keyid=${serializeString(keyid)};tag=${serializeString(tag)}`;
}

function writeComponents(components: readonly string[]): string {
  const names = components.join(' ');
  let written = writtenComponents.get(names);
  if (written === undefined) {
    written = serializeInnerList([components.map((component) => [component, new Map()]), new Map()]);
    writtenComponents.set(names, written);
  }
  return written;
}

/** Reads the one signature that has our tag; others beside it, of a proxy for one, are no affair of ours. */
export function readSignatureInput(inputField: string, signatureField: string): SignatureInputReading {
  const inputs = parse(inputField);
  const signatures = parse(signatureField);
  if (inputs === undefined) return unreadable('Signature-Input is no dictionary');
  if (signatures === undefined) return unreadable('Signature is no dictionary');
  const ours = [...inputs].filter(([, member]) => isInnerList(member) && member[1].get('tag') === CALL_TAG);
  const [first] = ours;
  if (first === undefined) return unreadable(`no signature has the tag ${CALL_TAG}`);
  if (ours.length > 1) return unreadable(`more than one signature has the tag ${CALL_TAG}`);

  const [label, list] = first as [string, InnerList];
  const components = list[0].map(([name, parameters]) => (typeof name === 'string' && parameters.size === 0 ? name : undefined));
  if (!components.every((component) => component !== undefined)) return unreadable('a component is no name, or has parameters');
  const parameters = parametersOf(list);
  if (parameters === undefined) {
    return unreadable(`the parameters are not ${[...NUMBER_PARAMETERS, ...TEXT_PARAMETERS].join(', ')}, each once and of its type`);
  }
  const signature = signatures.get(label)?.[0];
  if (!(signature instanceof ArrayBuffer)) return unreadable('Signature has no bytes under the label of Signature-Input');
  return { kind: 'read', input: { components, parameters, signatureParams: serializeInnerList(list), signature: new Uint8Array(signature) } };
}

function parametersOf([, given]: InnerList): SignatureParameters | undefined {
  const areRight =
    given.size === PARAMETER_COUNT &&
    NUMBER_PARAMETERS.every((name) => Number.isInteger(given.get(name))) &&
    TEXT_PARAMETERS.every((name) => typeof given.get(name) === 'string');
  return areRight ? (Object.fromEntries(given) as unknown as SignatureParameters) : undefined;
}

function parse(field: string): ReturnType<typeof parseDictionary> | undefined {
  try {
    return parseDictionary(field);
  } catch {
    return undefined;
  }
}

function unreadable(reason: string): SignatureInputReading {
  return { kind: 'unreadable', reason };
}
