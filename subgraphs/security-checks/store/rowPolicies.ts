// Which checks a caller may see: those of cases that the caller was admitted to in this request. Authorities are no secret.

import { FOR_ALL, ofAdmittedCase, type RowPolicies } from '../../kit/access/rowSecurity.js';

export const ROW_POLICIES: RowPolicies = {
  authority: FOR_ALL,
  clearance_request: ofAdmittedCase('application_id'),
  authority_check: ofAdmittedCase('application_id'),
};
