// Scopes of access tokens that the gate and its agencies know. What a scope opens is data-dependent besides: an officer
// sees the cases of their regions, an employer its own registrations.

export const SCOPES = {
  /** Prepare and decide cases, within the caller's regions. */
  readCases: 'case:read',
  /** Answer about cases for a competent authority. */
  readSecurity: 'security:read',
  /** Look at what is held about oneself. */
  readOwn: 'own:read',
  /** Look at an employer's registrations. */
  readEmployers: 'employer:read',
  /** Look at the access audit. */
  readAudit: 'audit:read',
  /** Run the gate. */
  operate: 'ops',
} as const;

export type Scope = (typeof SCOPES)[keyof typeof SCOPES];
