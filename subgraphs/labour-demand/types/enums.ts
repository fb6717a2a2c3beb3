// The enums of this agency's schema.

import { registerEnumType } from 'type-graphql';

export const WorkerCategoryEnum = {
  HEADS: 'HEADS',
  UNIT_HEADS: 'UNIT_HEADS',
  SPECIALISTS: 'SPECIALISTS',
  SKILLED_WORKERS: 'SKILLED_WORKERS',
  SEASONAL: 'SEASONAL',
} as const;
registerEnumType(WorkerCategoryEnum, {
  name: 'WorkerCategory',
  description: 'Categories of foreign labour in the permit rules.',
  valuesConfig: {
    HEADS: { description: 'Category 1: heads of organisations and their deputies.' },
    UNIT_HEADS: { description: 'Category 2: heads of units.' },
    SPECIALISTS: { description: 'Category 3.' },
    SKILLED_WORKERS: { description: 'Category 4.' },
    SEASONAL: { description: 'Seasonal workers, counted apart.' },
  },
});

export const TrackEnum = {
  GENERAL: 'GENERAL',
  KANDAS: 'KANDAS',
  IN_DEMAND_PROFESSION: 'IN_DEMAND_PROFESSION',
  DIGITAL_NOMAD: 'DIGITAL_NOMAD',
} as const;
registerEnumType(TrackEnum, { name: 'Track' });
