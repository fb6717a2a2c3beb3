// Which rows a caller may see: an employer its own registrations, an officer those of all employers. What the registrations
// of a region come to is counted over all of them, and public.

import type { RowPolicies } from '../../kit/access/rowSecurity.js';

const IS_OFFICER = "current_setting('caller_sees.regions') <> ''";
const isOwn = (column: string): string => `${column} = current_setting('caller_sees.employer')`;

export const ROW_POLICIES: RowPolicies = {
  employer: `${IS_OFFICER} or ${isOwn('bin')}`,
  demand_registration: `${IS_OFFICER} or ${isOwn('employer_bin')}`,
  vacancy: 'exists (select from demand_registration where demand_registration.id = vacancy.registration_id)',
};
