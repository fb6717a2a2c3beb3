// What of `extensions.agencies` a caller is told. Everybody learns which agency's part is missing and when to ask again;
// how often and how long each was asked is for those who run the gate.

import type { Caller } from '../../schema/contract/Caller.js';
import { SCOPES } from '../../schema/contract/scopes.js';
import type { AgencyReport } from '../Exchange.js';

export type ShownReport = Omit<AgencyReport, 'calls' | 'latencyMs'> & Partial<AgencyReport>;

export type ShowReports = (reports: readonly AgencyReport[], caller: Caller | undefined) => readonly ShownReport[];

/** For an installation that refuses nobody anything. */
export const showAllReports: ShowReports = (reports) => reports;

export const showReportsByRole: ShowReports = (reports, caller) => (caller?.scopes.includes(SCOPES.operate) === true ? reports : reports.map(withoutMeasures));

function withoutMeasures({ calls: _calls, latencyMs: _latencyMs, ...report }: AgencyReport): ShownReport {
  return report;
}
