// The authorities by name. Each stands for a real body or register, but what answers here is a simulation:
// no state body is asked, and no answer says anything about a real person.

import type { Authority } from '../model.js';

export const AUTHORITY_REGISTER: readonly Authority[] = [
  { code: 'KNB', name: 'National security bodies: concurrence to permanent residence (simulated)', simulated: true },
  { code: 'MIA', name: 'Ministry of Internal Affairs: criminal record, wanted lists, offences (simulated)', simulated: true },
  { code: 'BERKUT', name: 'Information system "Berkut": border crossings (simulated)', simulated: true },
  { code: 'NATIONAL_REGISTER', name: 'National register: IIN of applicant and family (simulated)', simulated: true },
];
