import { describe, expect, it } from 'vitest';
import type { MaintenanceConfig } from '../../../../gateway/config/maintenanceSchema.js';
import { Maintenance } from '../../../../gateway/subgraph/maintenance/Maintenance.js';

const ONCE: Partial<MaintenanceConfig> = { once: [{ from: '2026-12-05T22:00+05:00', until: '2026-12-06T02:30+05:00' }] };
/** Fridays and Saturdays, from late in the evening into the night. */
const NIGHTS: Partial<MaintenanceConfig> = { weekly: [{ weekdays: ['friday', 'saturday'], from: '23:00', until: '02:00' }] };
const wholeDays = (...weekdays: MaintenanceConfig['weekly'][number]['weekdays']): Partial<MaintenanceConfig> => ({ weekly: [{ weekdays, from: '00:00', until: '00:00' }] });
const WHOLE_SUNDAY = wholeDays('sunday');
const ALWAYS = wholeDays('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday');

function untilAt(windows: readonly Partial<MaintenanceConfig>[], at: string): string | undefined {
  const all = { once: windows.flatMap(({ once = [] }) => once), weekly: windows.flatMap(({ weekly = [] }) => weekly) };
  return new Maintenance(all, { nowMs: () => Date.parse(at) }).until?.toISOString();
}

describe('an agency is under maintenance', () => {
  it.each([
    ['not yet, a millisecond before', [ONCE], '2026-12-05T21:59:59.999+05:00', undefined],
    ['from the first moment', [ONCE], '2026-12-05T22:00:00.000+05:00', '2026-12-05T21:30:00.000Z'],
    ['to the last', [ONCE], '2026-12-06T02:29:59.999+05:00', '2026-12-05T21:30:00.000Z'],
    ['no more at its end', [ONCE], '2026-12-06T02:30:00.000+05:00', undefined],
    ['never, without a window', [], '2026-12-05T22:00:00.000+05:00', undefined],
    ['each week, by the clock of Kazakhstan: Friday 23:00 is 18:00 in UTC', [NIGHTS], '2026-12-04T18:00:00.000Z', '2026-12-04T21:00:00.000Z'],
    ['not a millisecond before', [NIGHTS], '2026-12-04T17:59:59.999Z', undefined],
    ['over midnight, on a day on which it does not begin', [NIGHTS], '2026-12-05T20:59:59.999Z', '2026-12-05T21:00:00.000Z'],
    ['until the morning alone', [NIGHTS], '2026-12-05T21:00:00.000Z', undefined],
    ['not in a night of other days', [NIGHTS], '2026-12-03T18:30:00.000Z', undefined],
    ['a whole day, where both times are the same', [WHOLE_SUNDAY], '2026-12-05T19:00:00.000Z', '2026-12-06T19:00:00.000Z'],
    ['until the end of the last of windows that overlap', [NIGHTS, WHOLE_SUNDAY], '2026-12-05T18:00:00.000Z', '2026-12-06T19:00:00.000Z'],
    ['not longer than a year ahead, where it never ends', [ALWAYS], '2026-12-05T00:00:00.000Z', '2027-12-06T00:00:00.000Z'],
  ] satisfies [string, readonly Partial<MaintenanceConfig>[], string, string | undefined][])('%s', (_when, windows, at, expected) => {
    expect(untilAt(windows, at)).toBe(expected);
  });
});
