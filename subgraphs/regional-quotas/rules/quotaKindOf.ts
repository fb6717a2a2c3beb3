// Which quota, if any, a way into the country takes its places from.

import type { QuotaKind, Track } from '../model.js';

/**
 * The quota whose places a case on this track may take, or null where there is none. Only kandas who
 * settle in a reception region get a place and support; who comes on general grounds chooses the
 * region freely, without a place and without support (statement of 8 January 2026).
 */
export function quotaKindOf(track: Track): QuotaKind | null {
  return QUOTA_KINDS[track];
}

const QUOTA_KINDS: Readonly<Record<Track, QuotaKind | null>> = {
  GENERAL: null,
  KANDAS: 'KANDAS',
  IN_DEMAND_PROFESSION: null,
  DIGITAL_NOMAD: null,
};
