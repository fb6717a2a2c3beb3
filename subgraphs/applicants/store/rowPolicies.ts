// Which persons and cases a caller may see: an officer the cases of their regions, a person their own, an authority those
// that the authorities were asked about; and of persons, households and papers what belongs to a case that they may see.
// A condition on another table's rows is itself subject to the policy there. What is kept of the gate itself is for who runs
// or audits it.

import type { RowPolicies } from '../../kit/access/rowSecurity.js';

const IN_REGIONS = "region_code = any(string_to_array(current_setting('caller_sees.regions'), ','))";
const OWN = "applicant_id = current_setting('caller_sees.applicant')";
/** Before the inter-agency check nobody has asked an authority. */
const ASKED_ABOUT = "(current_setting('caller_sees.authority') <> '' and stage not in ('LANGUAGE_TEST', 'QUESTIONNAIRE', 'SCREENED_OUT'))";

const ofVisibleCase = (table: string): string => `exists (select from application where application.id = ${table}.application_id)`;

/** Of the tables that there are when cases are. */
export const CASE_ROW_POLICIES: RowPolicies = {
  application: `${IN_REGIONS} or ${OWN} or ${ASKED_ABOUT}`,
  language_test_attempt: ofVisibleCase('language_test_attempt'),
  questionnaire_submission: ofVisibleCase('questionnaire_submission'),
  questionnaire_answer: ofVisibleCase('questionnaire_answer'),
  score: ofVisibleCase('score'),
  applicant: "id = current_setting('caller_sees.applicant') or exists (select from application where application.applicant_id = applicant.id)",
  household: 'exists (select from applicant where applicant.household_id = household.id)',
  household_member: 'exists (select from applicant where applicant.household_id = household_member.household_id)',
  document_holder: 'exists (select from applicant where applicant.id = document_holder.applicant_id)',
  document: 'exists (select from document_holder where document_holder.document_id = document.id)',
};

export const ROW_POLICIES: RowPolicies = {
  ...CASE_ROW_POLICIES,
  breach: "current_setting('caller_sees.gate') <> ''",
};
