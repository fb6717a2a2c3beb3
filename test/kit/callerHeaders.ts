// What a request to a running system says of who makes it and why.

import { issueToken } from '../../cli/issuer/issueToken.js';
import { loadIssuerKey } from '../../cli/issuer/loadIssuerKey.js';
import { findPersona, type Persona } from '../../cli/issuer/personas.js';
import { REGIONS } from '../../schema/contract/classifiers/regions.js';
import { CASE_HEADER, CONSENT_HEADER, PURPOSE_HEADER } from '../../schema/contract/headers.js';
import type { Purpose } from '../../schema/contract/purposes.js';
import { SCOPES } from '../../schema/contract/scopes.js';
import type { TestSystem } from './system.js';

export type CallerHeaders = Readonly<Record<string, string>>;

/** Works on the cases of every region, and runs the gate: nothing of an answer is kept from it, nor how it came about. */
export const SEES_ALL: Persona = {
  name: 'test',
  title: 'sees what a test wants to see',
  scopes: [SCOPES.readCases, SCOPES.operate],
  regions: REGIONS.entries.map(({ code }) => code),
};

/** @param persona one of `npm start`, by name, or one of the test's own. */
export async function tokenFor(persona: string | Persona, { dataDir, tokenVariables }: TestSystem): Promise<string> {
  const played = typeof persona === 'string' ? findPersona(persona) : persona;
  if (played === undefined) throw new Error(`there is no persona ${JSON.stringify(persona)}`);
  return issueToken({ key: await loadIssuerKey(dataDir), port: Number(tokenVariables['ISSUER_PORT']), persona: played, ttlSeconds: 3_600 });
}

/** Made up, as everything about the persons that it would be given by. */
export const CONSENT = 'simulated-consent-0001';

/** Of who sees all, at work on the case. */
export async function callerHeaders(system: TestSystem, caseId = 'case-000001'): Promise<CallerHeaders> {
  const purpose: Purpose = 'case-work';
  return { authorization: `Bearer ${await tokenFor(SEES_ALL, system)}`, [PURPOSE_HEADER]: purpose, [CASE_HEADER]: caseId, [CONSENT_HEADER]: CONSENT };
}
