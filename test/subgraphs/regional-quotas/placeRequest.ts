// A request for places with everything in order; tests change what they are about.

import type { PlaceRequest } from '../../../subgraphs/regional-quotas/store/givePlace.js';

/** A kandas person who asks for a place in West Kazakhstan (27), whose quota of 2026 is 30 places. */
export function placeRequest(change: Partial<PlaceRequest> & Pick<PlaceRequest, 'applicationId'>): PlaceRequest {
  return {
    track: 'KANDAS',
    regionCode: '27',
    year: 2026,
    persons: 1,
    decidedOn: '2026-03-02',
    recordedAt: new Date('2026-03-02T04:00:00Z'),
    ...change,
  };
}
