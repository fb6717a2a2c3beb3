import { expect, it } from 'vitest';
import { chooseMediaType, GRAPHQL_RESPONSE, JSON_RESPONSE, prefersHtml } from '../../../gateway/http/mediaType.js';

it.each([
  [undefined, JSON_RESPONSE],
  ['', JSON_RESPONSE],
  ['*/*', JSON_RESPONSE],
  ['application/*', JSON_RESPONSE],
  ['application/json', JSON_RESPONSE],
  ['application/graphql-response+json', GRAPHQL_RESPONSE],
  ['Application/GraphQL-Response+JSON; charset=utf-8', GRAPHQL_RESPONSE],
  ['application/graphql-response+json, application/json', GRAPHQL_RESPONSE],
  ['application/json, application/graphql-response+json;q=0.9', JSON_RESPONSE],
  ['application/graphql-response+json;q=0, */*', JSON_RESPONSE],
  ['multipart/mixed, application/json;q=0.1', JSON_RESPONSE],
  ['text/html', undefined],
  ['application/json;q=0', undefined],
  ['application/json;q=much', undefined],
])('Accept: %s gets %s', (accept, mediaType) => {
  expect(chooseMediaType(accept)).toBe(mediaType);
});

it.each([
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['application/json, text/html', false],
  ['*/*', false],
  [undefined, false],
])('Accept: %s is a browser: %s', (accept, isBrowser) => {
  expect(prefersHtml(accept)).toBe(isBrowser);
});
