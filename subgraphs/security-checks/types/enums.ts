// The enums of this agency's schema.

import { registerEnumType } from 'type-graphql';

export const ClearanceOutcomeEnum = { CLEARED: 'CLEARED', OBJECTED: 'OBJECTED' } as const;
registerEnumType(ClearanceOutcomeEnum, {
  name: 'ClearanceOutcome',
  description: 'What the authorities together said. Nothing in between counts as cleared.',
  valuesConfig: {
    CLEARED: { description: 'Every authority that the policy requires has concurred, the national security bodies among them.' },
    OBJECTED: { description: 'At least one authority has objected.' },
  },
});

export const CheckOutcomeEnum = { CONCURRED: 'CONCURRED', OBJECTED: 'OBJECTED' } as const;
registerEnumType(CheckOutcomeEnum, { name: 'CheckOutcome', description: 'What one authority said.' });
