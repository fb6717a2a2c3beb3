// The names of a region, the part of Region that every agency can resolve from the public classifier.
// Each agency's own Region class extends it, so that a silent agency costs nobody a name.

import 'reflect-metadata';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { REGIONS } from '../../../schema/contract/classifiers/regions.js';
import { REFERENCE_DATA } from './referenceData.js';

@ObjectType()
export abstract class RegionNames {
  @Directive(REFERENCE_DATA)
  @Field(() => ID, { description: 'First two digits of the KATO code.' })
  code: string;

  @Directive('@shareable')
  @Directive(REFERENCE_DATA)
  @Field(() => String, { description: 'Name in English.' })
  name: string;

  @Directive('@shareable')
  @Directive(REFERENCE_DATA)
  @Field(() => String, { description: 'Name in Kazakh.' })
  nameKk: string;

  @Directive('@shareable')
  @Directive(REFERENCE_DATA)
  @Field(() => String, { description: 'Name in Russian.' })
  nameRu: string;
}

/** The region of a KATO prefix with its names; null for a code that the classifier does not know. */
export function regionOf(code: string | null): RegionNames | null {
  const entry = code === null ? undefined : REGIONS.find(code);
  return entry === undefined ? null : { code: entry.code, name: entry.name, nameKk: entry.nameKk, nameRu: entry.nameRu };
}
