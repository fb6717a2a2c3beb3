// The enums of this agency's schema.

import { createEnum } from '../../kit/schema/createEnum.js';

export const QuotaKindEnum = createEnum('QuotaKind', 'Whose places a quota counts. A place of one kind cannot serve the other.', {
  KANDAS: 'Ethnic Kazakhs who come to live permanently.',
  RESETTLER: 'Citizens who move inside the country ("pereselentsy").',
});

export const PlacementStateEnum = createEnum('PlacementState', 'What became of a household’s request for places.', {
  REQUESTED: 'Asked for, not decided.',
  INCLUDED: 'The household has its places in the regional quota.',
  NO_FREE_PLACE: 'The region’s quota had no place left for every person of the household.',
});

export const KandasStateEnum = createEnum('KandasState', 'The local executive body’s decision on kandas status.', ['REQUESTED', 'GRANTED', 'EXTENDED', 'REFUSED']);

export const RegionKindEnum = createEnum('RegionKind', 'A region, or a city of republican significance.', ['REGION', 'CITY']);

export const TrackEnum = createEnum('Track', null, ['GENERAL', 'KANDAS', 'IN_DEMAND_PROFESSION', 'DIGITAL_NOMAD']);
