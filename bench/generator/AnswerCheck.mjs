// Judges answers while a load runs, cheaply enough not to become the load itself. The first answer is
// parsed and compared with what is expected; its text is then kept, and an answer with the same text but
// for the shop's key is right by comparison of strings. Whatever differs is parsed again.

import { isDeepStrictEqual } from 'node:util';

/** Where GraphQL puts what was asked; the specification advises it first, behind `errors` where there are any. */
const BEGINNING = '{"data":';

export class AnswerCheck {
  #expected;
  #key;
  /** Texts of `data` that were found right, cut where the key goes. */
  #right = [];

  /**
   * @param {object} expected the data for one key
   * @param {string} key the part of it that differs from request to request
   */
  constructor(expected, key) {
    this.#expected = JSON.stringify(expected);
    this.#key = key;
  }

  /** @returns {string | undefined} what is wrong with the answer, undefined where nothing is */
  problemOf(text, key) {
    if (!text.startsWith(BEGINNING)) return this.#compare(text, key);
    for (const pieces of this.#right) {
      const data = pieces.join(key);
      if (text.startsWith(data, BEGINNING.length)) return problemOfRest(text.slice(BEGINNING.length + data.length));
    }
    return this.#compare(text, key);
  }

  #compare(text, key) {
    const answer = parse(text);
    if (answer === undefined) return `no JSON: ${text.slice(0, 200)}`;
    if (answer.errors !== undefined) return `errors: ${JSON.stringify(answer.errors).slice(0, 300)}`;
    const expected = JSON.parse(this.#expected.replaceAll(this.#key, key));
    if (!isDeepStrictEqual(answer.data, expected)) return `another answer ${firstDifference(answer.data, expected, 'data')}`;
    const data = JSON.stringify(answer.data);
    if (text.startsWith(BEGINNING + data)) this.#right.push(data.split(key));
    return undefined;
  }
}

/** What stands behind the data: nothing, or extensions, but no errors. */
function problemOfRest(rest) {
  if (rest.trimEnd() === '}') return undefined;
  const answer = parse(`{"data":0${rest}`);
  if (answer === undefined) return `no JSON behind the data: ${rest.slice(0, 200)}`;
  return answer.errors === undefined ? undefined : `errors: ${JSON.stringify(answer.errors).slice(0, 300)}`;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The place where two JSON values begin to differ, and what stands there. */
export function firstDifference(found, expected, at) {
  if (!isContainer(found) || !isContainer(expected) || Array.isArray(found) !== Array.isArray(expected)) {
    return `at ${at}: found ${brief(found)}, expected ${brief(expected)}`;
  }
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  const key = keys.find((candidate) => !isDeepStrictEqual(found[candidate], expected[candidate]));
  return firstDifference(found[key], expected[key], `${at}.${key}`);
}

const isContainer = (value) => typeof value === 'object' && value !== null;

const brief = (value) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120));
