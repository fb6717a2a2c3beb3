// The documents that are known beforehand, by their ids: a manifest in the format of Apollo's tools
// ("apollo-persisted-query-manifest", version 1), as `npm run schema` writes it from schema/operations. An id is the
// SHA-256 of the document's text, so that text and id can stand for each other; a manifest where they cannot is refused.

import { readFileSync } from 'node:fs';
import { StartUpError } from '../../errors/StartUpError.js';
import { isRecord } from '../../util/isRecord.js';
import { hashOf } from './hashOf.js';

const FORMAT = 'apollo-persisted-query-manifest';
const VERSION = 1;

export class OperationManifest {
  /** Of a gateway that knows no document beforehand. */
  static readonly EMPTY = new OperationManifest(new Map());
  readonly #texts: ReadonlyMap<string, string>;

  private constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** @throws {StartUpError} with file and place where it cannot be used. */
  static read(file: string): OperationManifest {
    return OperationManifest.parse(file, readText(file));
  }

  /**
   * @param file where the text came from, for the complaint.
   * @throws {StartUpError}
   */
  static parse(file: string, text: string): OperationManifest {
    const complain = (what: string, cause?: unknown): never => {
      throw new StartUpError(`${file}: no usable manifest of persisted operations: ${what}`, { cause });
    };
    const manifest = parseJson(text, (error) => complain('it is not JSON', error));
    if (!isRecord(manifest) || manifest['format'] !== FORMAT || manifest['version'] !== VERSION) return complain(`it is not of the format "${FORMAT}", version ${VERSION}`);
    const { operations } = manifest;
    if (!Array.isArray(operations)) return complain('its operations are no list');
    const texts = new Map<string, string>();
    for (const [index, operation] of operations.entries()) {
      const { id, body } = isRecord(operation) ? operation : {};
      if (typeof id !== 'string' || typeof body !== 'string') return complain(`operation ${index + 1} has no id or no body`);
      if (hashOf(body) !== id) return complain(`the id of operation ${index + 1} is not the SHA-256 of its body`);
      texts.set(id, body);
    }
    return new OperationManifest(texts);
  }

  get size(): number {
    return this.#texts.size;
  }

  /** Of all documents, in the order of the manifest. */
  get texts(): readonly string[] {
    return [...this.#texts.values()];
  }

  /** @param id SHA-256, in lower-case hexadecimal. */
  textOf(id: string): string | undefined {
    return this.#texts.get(id);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new StartUpError(`${file}: the manifest of persisted operations cannot be read (${reason}): name another with persistedOperations.manifestFile`, { cause: error });
  }
}

function parseJson(text: string, onError: (error: unknown) => never): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return onError(error);
  }
}
