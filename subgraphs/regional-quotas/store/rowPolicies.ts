// Which rows a caller may see: quotas are public; places and kandas status are those of cases and persons that the caller
// was admitted to in this request. How many places of a quota are taken is counted over all of them.

import { FOR_ALL, ofAdmittedCase, ofAdmittedPerson, type RowPolicies } from '../../kit/access/rowSecurity.js';

export const ROW_POLICIES: RowPolicies = {
  quota_row: FOR_ALL,
  placement: ofAdmittedCase('application_id'),
  kandas_status: ofAdmittedPerson('applicant_id'),
};
