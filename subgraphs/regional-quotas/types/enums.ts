// The enums of this agency's schema.

import { registerEnumType } from 'type-graphql';

export const QuotaKindEnum = { KANDAS: 'KANDAS', RESETTLER: 'RESETTLER' } as const;
registerEnumType(QuotaKindEnum, {
  name: 'QuotaKind',
  description: 'Whose places a quota counts. A place of one kind cannot serve the other.',
  valuesConfig: {
    KANDAS: { description: 'Ethnic Kazakhs who come to live permanently.' },
    RESETTLER: { description: 'Citizens who move inside the country ("pereselentsy").' },
  },
});

export const PlacementStateEnum = { REQUESTED: 'REQUESTED', INCLUDED: 'INCLUDED', NO_FREE_PLACE: 'NO_FREE_PLACE' } as const;
registerEnumType(PlacementStateEnum, {
  name: 'PlacementState',
  valuesConfig: {
    REQUESTED: { description: 'Asked for, not decided.' },
    INCLUDED: { description: 'The household has its places in the regional quota.' },
    NO_FREE_PLACE: { description: 'The region’s quota had no place left for every person of the household.' },
  },
});

export const KandasStateEnum = { REQUESTED: 'REQUESTED', GRANTED: 'GRANTED', EXTENDED: 'EXTENDED', REFUSED: 'REFUSED' } as const;
registerEnumType(KandasStateEnum, { name: 'KandasState', description: 'The local executive body’s decision on kandas status.' });

export const RegionKindEnum = { REGION: 'REGION', CITY: 'CITY' } as const;
registerEnumType(RegionKindEnum, { name: 'RegionKind', description: 'A region, or a city of republican significance.' });

export const TrackEnum = {
  GENERAL: 'GENERAL',
  KANDAS: 'KANDAS',
  IN_DEMAND_PROFESSION: 'IN_DEMAND_PROFESSION',
  DIGITAL_NOMAD: 'DIGITAL_NOMAD',
} as const;
registerEnumType(TrackEnum, { name: 'Track' });
