// What the database is told of a caller, for its policies on rows to decide by: settings that hold for one transaction.
// Each is empty where the caller has no part in it, so that a policy that compares with it lets nothing through.

import { SCOPES } from '../../../schema/contract/scopes.js';
import type { CallerViewer } from './Viewer.js';

/** Names of the settings; `caller_sees.regions` is read in SQL by `current_setting('caller_sees.regions')`. */
export type CallerSettings = Readonly<Record<`caller_sees.${'regions' | 'applicant' | 'authority' | 'employer' | 'gate' | 'cases' | 'persons'}`, string>>;

export function callerSettings({ caller, admitted }: CallerViewer): CallerSettings {
  const { regions = [], applicantId = '', authority = '', employerBin = '' } = caller ?? {};
  const may = (scope: string) => caller?.scopes.includes(scope) === true;
  return {
    // KATO prefixes, with commas between.
    'caller_sees.regions': may(SCOPES.readCases) ? regions.filter(isCode).join(',') : '',
    'caller_sees.applicant': may(SCOPES.readOwn) ? applicantId : '',
    'caller_sees.authority': may(SCOPES.readSecurity) ? authority : '',
    'caller_sees.employer': may(SCOPES.readEmployers) ? employerBin : '',
    // What is kept of the gate itself: for who runs it, and for who audits it.
    'caller_sees.gate': may(SCOPES.operate) || may(SCOPES.readAudit) ? 'yes' : '',
    // Ids, with commas between: who was admitted so far in this request.
    'caller_sees.cases': [...admitted.cases].join(','),
    'caller_sees.persons': [...admitted.persons].join(','),
  };
}

/** A comma within a code would make two of it. */
function isCode(text: string): boolean {
  return /^\w+$/.test(text);
}
