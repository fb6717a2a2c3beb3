import { expect, it } from 'vitest';
import { JsonText } from '../../../gateway/projection/JsonText.js';
import { printResponse } from '../../../gateway/projection/printResponse.js';

const errors = [{ message: 'no' }];

it.each([
  ['a tree', { data: { a: 1 } }, '{"data":{"a":1}}'],
  ['text', { data: new JsonText('{"b":[2]}') }, '{"data":{"b":[2]}}'],
  ['data that is null, with its errors first', { errors, data: null }, '{"errors":[{"message":"no"}],"data":null}'],
  ['a refusal without data', { errors }, '{"errors":[{"message":"no"}]}'],
  ['text that is known to be ASCII', { errors: [{ message: 'жоқ' }], data: new JsonText('{"b":"c"}', true), extensions: { warnings: [] } }, '{"errors":[{"message":"жоқ"}],"data":{"b":"c"},"extensions":{"warnings":[]}}'],
  ['text of other characters', { data: new JsonText('{"b":"é қ"}') }, '{"data":{"b":"é қ"}}'],
  ['extensions last', { extensions: { warnings: [] }, data: new JsonText('null') }, '{"data":null,"extensions":{"warnings":[]}}'],
])('prints %s', (_what, body, text) => {
  expect(printResponse(body).toString()).toBe(text);
});
