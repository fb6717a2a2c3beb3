import { describe, expect, it } from 'vitest';
import type { MaintenanceConfig } from '../../../../gateway/config/maintenanceSchema.js';
import { Maintenance } from '../../../../gateway/subgraph/maintenance/Maintenance.js';

const ONCE: Partial<MaintenanceConfig> = { once: [{ from: '2026-12-05T22:00+05:00', until: '2026-12-06T02:30+05:00' }] };
/** Fridays and Saturdays, from late in the evening into the night. */
const NIGHTS: Partial<MaintenanceConfig> = { weekly: [{ weekdays: ['friday', 'saturday'], from: '23:00', until: '02:00' }] };
const wholeDays = (...weekdays: MaintenanceConfig['weekly'][number]['weekdays']): Partial<MaintenanceConfig> => ({ weekly: [{ weekdays, from: '00:00', until: '00:00' }] });
const WHOLE_SUNDAY = wholeDays('sunday');
const ALWAYS = wholeDays('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday');

/** Maintenance with a clock that stands where the test puts it. */
function maintenanceOf(...windows: readonly Partial<MaintenanceConfig>[]) {
  let nowMs = 0;
  const all = { once: windows.flatMap(({ once = [] }) => once), weekly: windows.flatMap(({ weekly = [] }) => weekly) };
  const maintenance = new Maintenance(all, { nowMs: () => nowMs });
  const at = (instant: string) => {
    nowMs = Date.parse(instant);
    return maintenance;
  };
  return { untilAt: (instant: string) => at(instant).until?.toISOString(), endAt: (instant: string) => at(instant).end() };
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
    expect(maintenanceOf(...windows).untilAt(at)).toBe(expected);
  });
});

describe('an agency that is back early', () => {
  it('is called from then on, and not in the next window', () => {
    const { endAt, untilAt } = maintenanceOf(NIGHTS);
    endAt('2026-12-04T19:00:00.000Z');
    expect(untilAt('2026-12-04T19:00:00.000Z')).toBeUndefined();
    expect(untilAt('2026-12-04T20:59:59.999Z')).toBeUndefined();
    expect(untilAt('2026-12-05T18:00:00.000Z')).toBe('2026-12-05T21:00:00.000Z');
  });

  it('is back from all that overlaps', () => {
    const { endAt, untilAt } = maintenanceOf(NIGHTS, WHOLE_SUNDAY);
    endAt('2026-12-05T18:30:00.000Z');
    expect(untilAt('2026-12-06T10:00:00.000Z')).toBeUndefined();
  });

  it('changes nothing where there was no maintenance', () => {
    const { endAt, untilAt } = maintenanceOf(ONCE);
    endAt('2026-12-01T00:00:00.000Z');
    expect(untilAt('2026-12-05T17:00:00.000Z')).toBe('2026-12-05T21:30:00.000Z');
  });
});
