// On which tracks the demand for labour says anything about a case, by date.

import { inForce, type Dated } from '../../kit/policy/dated.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { Track } from '../model.js';

const DEMAND_TRACKS: readonly Dated<Readonly<Record<Track, boolean>>>[] = [
  {
    // Before any case of these tracks; the digital nomad residency itself began on 15 January 2025.
    from: '2017-01-01',
    value: { GENERAL: true, KANDAS: true, IN_DEMAND_PROFESSION: true, DIGITAL_NOMAD: false },
    source: 'dos-immigration.kz, 2026: digital nomads work remotely for a foreign company and have no duty to work in Kazakhstan',
    grade: 'C',
    contested: 'that the other tracks are looked up is our choice: the public record ties only in-demand professions to employment',
  },
];

/** True where a case on this track is matched with the registered demand. */
export function asksForDemand(track: Track, date: CalendarDate): boolean {
  return inForce('demandTracks', DEMAND_TRACKS, date).value[track];
}
