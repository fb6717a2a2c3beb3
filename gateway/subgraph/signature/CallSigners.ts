// Which key signs the calls to which agency, as the configuration says: one Ed25519 key for all of them, or a
// secret shared with one agency, or none.

import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../../../schema/contract/signature/agreement.js';
import type { AgencyConfig } from '../../config/configSchema.js';
import { agencySigningKeyVariable } from '../../config/readEnvironment.js';
import { BrokenEndpoint } from '../../errors/BrokenEndpoint.js';
import { StartUpError } from '../../errors/StartUpError.js';
import { CallSigner } from './CallSigner.js';
import { SigningKey, type SigningKeySource } from './SigningKey.js';

/** The part of the configuration that says how calls are signed. */
export interface SigningConfig {
  readonly environment: 'development' | 'production';
  readonly agencies?: Readonly<Record<string, Pick<AgencyConfig, 'signature' | 'signingKeyFile'>>>;
  readonly signing?: { readonly keyId?: string; readonly keyFile?: string; readonly key?: string };
}

export class CallSigners {
  readonly #developmentKeysAllowed: boolean;
  readonly #common: SigningKey | undefined;
  /** Of agencies that have one of their own. */
  readonly #own = new Map<string, SigningKey>();

  /** @throws {StartUpError} where the common key cannot be used, or any key may not be, also of an agency that no supergraph has yet. */
  constructor({ environment, agencies = {}, signing = {} }: SigningConfig) {
    this.#developmentKeysAllowed = environment !== 'production';
    const { keyId, keyFile, key } = signing;
    if (keyFile !== undefined && key !== undefined) {
      throw new StartUpError('signing: keyFile (SIGNING_KEY_FILE) and key (SIGNING_KEY) are both set; one of them says which key it is');
    }
    if (keyFile !== undefined) this.#common = this.#openCommon('signing.keyFile', { kind: 'file', file: keyFile }, keyId);
    if (key !== undefined) this.#common = this.#openCommon('signing.key', { kind: 'text', text: key }, keyId);
    if (keyId !== undefined && this.#common === undefined) throw new StartUpError('signing.keyId: there is no key to it; set signing.keyFile or SIGNING_KEY');
    for (const [agency, config] of Object.entries(agencies)) {
      if (config.signingKeyFile !== undefined && config.signature !== 'none') this.#keyOf(agency, config.signingKeyFile);
    }
  }

  /**
   * The signer of the calls to this agency; undefined where they are not signed.
   * @throws {BrokenEndpoint} where the agency's own key cannot be used; it is read again the next time.
   * @throws {StartUpError} where the agency wants a signature for which there is no key.
   */
  signerFor(agency: string, { signature, signingKeyFile }: Pick<AgencyConfig, 'signature' | 'signingKeyFile'>): CallSigner | undefined {
    if (signature === 'none') return undefined;
    const key = signingKeyFile === undefined ? this.#common : this.#keyOf(agency, signingKeyFile);
    if (key === undefined) {
      if (signature === undefined) return undefined;
      throw new StartUpError(`agencies.${agency}.signature: ${signature} needs a key: ${keySetting(agency, signature)}`);
    }
    if (key.problem !== undefined) key.reread();
    if (key.problem !== undefined) throw new BrokenEndpoint(key.problem);
    // Without a word of the configuration, Ed25519: a secret that both sides know is for who asks for it.
    const wanted = signature ?? SIGNATURE_ALGORITHMS[0];
    if (key.current.algorithm !== wanted) {
      throw new StartUpError(`agencies.${agency}.signature: ${wanted} needs another key than "${key.current.id}", which is for ${key.current.algorithm}`);
    }
    return new CallSigner(key);
  }

  /** Keys that came from files, for who watches those. */
  keysInFiles(): readonly SigningKey[] {
    return [this.#common, ...this.#own.values()].filter((key) => key?.file !== undefined) as readonly SigningKey[];
  }

  #keyOf(agency: string, file: string): SigningKey {
    let key = this.#own.get(agency);
    if (key === undefined) this.#own.set(agency, (key = this.#open(`agencies.${agency}.signingKeyFile`, { kind: 'file', file }, undefined)));
    return key;
  }

  /** All agencies that have no key of their own depend on it: where it cannot be used, there is nobody to quarantine. */
  #openCommon(setting: string, from: SigningKeySource['from'], keyId: string | undefined): SigningKey {
    const key = this.#open(setting, from, keyId);
    if (key.problem !== undefined) throw new StartUpError(key.problem);
    return key;
  }

  #open(setting: string, from: SigningKeySource['from'], keyId: string | undefined): SigningKey {
    return new SigningKey({ setting, from, keyId, developmentKeysAllowed: this.#developmentKeysAllowed });
  }
}

function keySetting(agency: string, algorithm: SignatureAlgorithm): string {
  switch (algorithm) {
    case 'ed25519':
      return 'set signing.keyFile, SIGNING_KEY_FILE or SIGNING_KEY';
    case 'hmac-sha256':
      return `set agencies.${agency}.signingKeyFile or ${agencySigningKeyVariable(agency)}`;
  }
}
