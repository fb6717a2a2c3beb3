// Papers of a synthetic case: those of the person, and those on the family, which every case of the
// family shares. Issuers are synthetic; a confirmed paper was confirmed by a synthetic register.

import { STATELESS } from '../../../schema/contract/classifiers/countries.js';
import type { SeededRandom } from '../../kit/synthetic/seededRandom.js';
import type { SyntheticCase } from '../../kit/synthetic/SyntheticWorld.js';
import { addDays, type CalendarDate } from '../../kit/time/calendarDate.js';
import type { Applicant, Document, DocumentType, LanguageTestAttempt } from '../model.js';
import { screeningCertificate } from '../rules/screeningCertificate.js';
import { isOfStory } from './household.js';

export interface SyntheticPapers {
  readonly own: readonly Document[];
  /** On the family: the first case of the household brings them, later ones hold them too. */
  readonly shared: readonly Document[];
}

/** Stages that are reached with papers in order. */
const IN_ORDER: ReadonlySet<SyntheticCase['stage']> = new Set(['INTERVIEW', 'DECISION', 'CERTIFIED', 'REFUSED']);

const ISSUED_IN_KAZAKHSTAN: ReadonlySet<DocumentType> = new Set(['KAZTEST_CERTIFICATE', 'LINE_MINISTRY_PETITION', 'HOUSING_CONSENT', 'BANK_CERTIFICATE']);

export interface PaperFacts {
  readonly one: SyntheticCase;
  readonly applicant: Applicant;
  readonly attempts: readonly LanguageTestAttempt[];
  /** Whether the state of citizenship has to consent, and issues such papers. */
  readonly needsConsent: boolean;
  readonly seededOn: CalendarDate;
}

export function syntheticPapers({ one, applicant, attempts, needsConsent, seededOn }: PaperFacts, random: SeededRandom): SyntheticPapers {
  const inOrder = isOfStory(one) || IN_ORDER.has(one.stage);
  const confirmedOn = (): CalendarDate | null => (inOrder || random.chance(0.7) ? addDays(one.submittedOn, 3) : null);
  const paper = (type: DocumentType, issuedOn: CalendarDate, validUntil: CalendarDate | null, shared = false): Document => ({
    id: `${shared ? one.householdId : applicant.id}-${type.toLowerCase().replaceAll('_', '-')}`,
    type,
    subjectId: shared ? null : applicant.id,
    statedName: shared ? null : applicant.fullName,
    statedBirthDate: null,
    issuedBy: ISSUED_IN_KAZAKHSTAN.has(type) ? 'Synthetic issuer, Kazakhstan' : 'Synthetic issuer abroad',
    issuedOn,
    validUntil,
    confirmedOn: confirmedOn(),
  });

  const identity = applicant.citizenship === STATELESS ? 'STATELESS_DOCUMENT' : 'FOREIGN_PASSPORT';
  // Some of the crowd let a paper run out before the case got far.
  const passportEnd = addDays(seededOn, !inOrder && random.chance(0.1) ? -10 : 1_500);
  const birthDate = { statedBirthDate: applicant.birthDate };
  const own: Document[] = [
    { ...paper(identity, addDays(one.submittedOn, -900), passportEnd), ...birthDate },
    { ...paper('BIRTH_CERTIFICATE', applicant.birthDate, null), ...birthDate, ...contradiction(one, applicant) },
  ];
  const passed = one.stage === 'LANGUAGE_TEST' ? undefined : attempts.at(-1);
  if (passed !== undefined) own.push({ ...paper('KAZTEST_CERTIFICATE', addDays(passed.takenOn, 1), null), confirmedOn: addDays(passed.takenOn, 1) });
  if (one.track === 'IN_DEMAND_PROFESSION') own.push(paper('LINE_MINISTRY_PETITION', addDays(one.submittedOn, -14), null));
  if (needsConsent && (inOrder || random.chance(0.6))) own.push(paper('STATE_CONSENT', addDays(one.submittedOn, -30), null));
  if (one.stage === 'CERTIFIED') own.push(screeningCertificate(one.applicationId, applicant.id, seededOn, 'Synthetic platform'));

  const shared = [
    paper('HOUSING_CONSENT', addDays(one.submittedOn, -20), null, true),
    paper('BANK_CERTIFICATE', addDays(one.submittedOn, -10), null, true),
  ];
  return { own, shared };
}

/** The story's second birth: the certificate says a day and a year other than the passport. */
function contradiction({ story }: SyntheticCase, { birthDate }: Applicant): Partial<Document> {
  return story === 'contradicting-documents' ? { statedBirthDate: addDays(birthDate, -410) } : {};
}
