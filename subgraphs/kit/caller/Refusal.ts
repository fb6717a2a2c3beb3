// Why a call was not accepted. The reason is for the agency's own log: whoever tries signatures learns nothing from it.

export interface Refusal {
  readonly kind: 'refused';
  /** Fixed words; nothing that the request said. */
  readonly reason: string;
  /** The key that the request named, where it named one of ours. */
  readonly keyId?: string;
}

export function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refused';
}
