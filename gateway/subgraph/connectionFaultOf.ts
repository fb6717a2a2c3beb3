// What went wrong between the gateway and an agency before there was an answer, from the codes of node and undici.
// An operator looks elsewhere for each: the resolver, the process, the network in between, the certificate.

export type ConnectionFault =
  /** The name has no address, or the resolver does not answer. */
  | 'noAddress'
  /** There is a machine, and nothing listens on the port. */
  | 'refused'
  /** No connection within connectTimeoutMs, or no way to the machine. */
  | 'notConnected'
  /** The certificate is none that is trusted, is of another name, or the two could not agree on TLS. */
  | 'certificate'
  /** A connection stood, and ended before the answer did. */
  | 'cutOff'
  /** What came is no HTTP, or has headers beyond all measure. */
  | 'notHttp'
  /** Anything else. */
  | 'unknown';

const FAULTS: Readonly<Record<string, ConnectionFault>> = {
  ENOTFOUND: 'noAddress',
  EAI_AGAIN: 'noAddress',
  EAI_FAIL: 'noAddress',
  EAI_NODATA: 'noAddress',
  EAI_NONAME: 'noAddress',
  ECONNREFUSED: 'refused',
  UND_ERR_CONNECT_TIMEOUT: 'notConnected',
  ETIMEDOUT: 'notConnected',
  EHOSTUNREACH: 'notConnected',
  ENETUNREACH: 'notConnected',
  EHOSTDOWN: 'notConnected',
  ECONNRESET: 'cutOff',
  EPIPE: 'cutOff',
  UND_ERR_SOCKET: 'cutOff',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cutOff',
  UND_ERR_HEADERS_OVERFLOW: 'notHttp',
  HTTPParserError: 'notHttp',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  EPROTO: 'certificate',
};

/** Families of codes whose members mean the same. */
const FAMILIES: readonly (readonly [RegExp, ConnectionFault])[] = [
  [/^(?:ERR_TLS_|ERR_SSL_|CERT_)/, 'certificate'],
  [/^HPE_/, 'notHttp'],
];

/** @param code of the error, or its name where it has none. */
export function connectionFaultOf(code: string): ConnectionFault {
  if (Object.hasOwn(FAULTS, code)) return FAULTS[code] ?? 'unknown';
  return FAMILIES.find(([family]) => family.test(code))?.[1] ?? 'unknown';
}
