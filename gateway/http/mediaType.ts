// Which of the two media types of GraphQL over HTTP a client gets ("Media Types", "Status Codes").

export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
export const JSON_RESPONSE = 'application/json';

export type ResponseMediaType = typeof GRAPHQL_RESPONSE | typeof JSON_RESPONSE;

interface AcceptedRange {
  readonly range: string;
  readonly quality: number;
}

/**
 * The preferred media type of an Accept header (RFC 9110 §12.5.1), or undefined where neither is
 * accepted. A missing header and a wildcard mean `application/json`, as the specification asks for the
 * sake of older clients.
 */
export function chooseMediaType(accept: string | undefined): ResponseMediaType | undefined {
  if (accept === undefined || accept.trim() === '') return JSON_RESPONSE;
  const ranges = accept.split(',').map(parseRange).filter(({ quality }) => quality > 0);
  const quality = (...names: string[]) => Math.max(0, ...ranges.filter(({ range }) => names.includes(range)).map((accepted) => accepted.quality));
  const graphql = quality(GRAPHQL_RESPONSE);
  const json = quality(JSON_RESPONSE);
  if (graphql > 0 && graphql >= json) return GRAPHQL_RESPONSE;
  if (json > 0) return JSON_RESPONSE;
  return quality('*/*', 'application/*') > 0 ? JSON_RESPONSE : undefined;
}

/** True for a browser that opens the address: it prefers a page to data. */
export function prefersHtml(accept: string | undefined): boolean {
  const first = (accept ?? '').split(',').map(parseRange)[0];
  return first !== undefined && (first.range === 'text/html' || first.range === 'application/xhtml+xml');
}

function parseRange(text: string): AcceptedRange {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = q === undefined ? 1 : Number(q);
  return { range, quality: Number.isNaN(quality) ? 0 : quality };
}
