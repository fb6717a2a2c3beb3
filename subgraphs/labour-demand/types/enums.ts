// The enums of this agency's schema.

import { createEnum } from '../../kit/schema/createEnum.js';

export const WorkerCategoryEnum = createEnum('WorkerCategory', 'Categories of foreign labour in the permit rules.', {
  HEADS: 'Category 1: heads of organisations and their deputies.',
  UNIT_HEADS: 'Category 2: heads of units.',
  SPECIALISTS: 'Category 3.',
  SKILLED_WORKERS: 'Category 4.',
  SEASONAL: 'Seasonal workers, counted apart.',
});

export const TrackEnum = createEnum('Track', null, ['GENERAL', 'KANDAS', 'IN_DEMAND_PROFESSION', 'DIGITAL_NOMAD']);
