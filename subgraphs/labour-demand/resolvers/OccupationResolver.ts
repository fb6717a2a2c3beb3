// What an occupation's code tells.

import { Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { REFERENCE_DATA } from '../../kit/schema/referenceData.js';
import { majorGroup } from '../rules/majorGroup.js';
import { skillLevel } from '../rules/skillLevel.js';
import { Occupation } from '../types/classifiers.js';

@Resolver(() => Occupation)
export class OccupationResolver {
  @Directive(REFERENCE_DATA)
  @FieldResolver(() => Int, { description: 'Main group, 1 to 9; 0 for the armed forces.' })
  majorGroup(@Root() { code }: Occupation): number {
    return majorGroup(code);
  }

  @Directive(REFERENCE_DATA)
  @FieldResolver(() => Int, { nullable: true, description: '1 to 4; null for managers and the armed forces, who have none.' })
  skillLevel(@Root() { code }: Occupation): number | null {
    return skillLevel(code);
  }
}
