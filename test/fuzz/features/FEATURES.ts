// The hard features that a run is about, and how often each has to occur in 5,000 operations: half of what was counted
// when the list was made, rounded down. A fuzzer whose generator has gone soft finds nothing and says so nowhere.

/** Operations for which the minima hold; for fewer, they are less in proportion. */
export const MINIMA_AT = 5_000;

export const FEATURES = {
  'requires': 670,
  'requires with arguments': 240,
  'requires nested': 270,
  'requires in a chain': 90,
  'requires over three subgraphs': 170,
  'requires what is inaccessible': 130,
  'provides': 150,
  'override': 60,
  'shareable': 310,
  'value split between subgraphs': 130,
  'interface object': 430,
  'field of an interface object': 550,
  'abstract type': 1030,
  'fragment within an abstract type': 930,
  'named fragment': 790,
  'condition': 1580,
  'shadowing alias': 310,
  'one field with different arguments': 560,
  'type name': 1250,
  'list of lists': 790,
  'input object': 490,
  'variable left to its default': 660,
  'mutation': 180,
  'key of two fields': 410,
  'nested key': 390,
  'several keys': 410,
  'key that is not resolvable': 850,
  'field fails': 530,
  'failure inside a list': 220,
  'null travels upwards': 290,
  'whole data null': 240,
  'required input fails': 30,
  'null where none may be': 110,
  'subgraph down': 340,
  'refused field': 330,
  'refusal travels upwards': 120,
} as const satisfies Record<string, number>;

export type Feature = keyof typeof FEATURES;

export const FEATURE_NAMES = Object.keys(FEATURES) as readonly Feature[];

export function minimumOf(feature: Feature, operations: number): number {
  return Math.floor((FEATURES[feature] * operations) / MINIMA_AT);
}
