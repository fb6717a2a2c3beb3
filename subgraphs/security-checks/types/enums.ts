// The enums of this agency's schema.

import { createEnum } from '../../kit/schema/createEnum.js';

export const ClearanceOutcomeEnum = createEnum('ClearanceOutcome', 'What the authorities together said. Nothing in between counts as cleared.', {
  CLEARED: 'Every authority that the policy requires has concurred, the national security bodies among them.',
  OBJECTED: 'At least one authority has objected.',
});

export const CheckOutcomeEnum = createEnum('CheckOutcome', 'What one authority said.', ['CONCURRED', 'OBJECTED']);
