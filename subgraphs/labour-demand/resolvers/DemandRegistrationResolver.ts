// Registered demand and what hangs on it.

import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { INDUSTRIES } from '../../../schema/contract/classifiers/industries.js';
import { OCCUPATIONS } from '../../../schema/contract/classifiers/occupations.js';
import { LIST_SIZE } from '../../kit/page/connectionTypes.js';
import { readPage, toConnection } from '../../kit/page/page.js';
import { FOR_EMPLOYERS } from '../../kit/schema/accessDirectives.js';
import { regionOf } from '../../kit/schema/RegionNames.js';
import type { DemandContext } from '../context.js';
import { openPlaces } from '../rules/openPlaces.js';
import { Industry, Occupation, Region } from '../types/classifiers.js';
import { DemandRegistrationConnection, DemandRegistrationType, EmployerType, VacancyType } from '../types/Employer.js';
import { readOccupation, readRegion } from './readFilter.js';

@Resolver(() => DemandRegistrationType)
export class DemandRegistrationResolver {
  @Directive(LIST_SIZE)
  @Directive(FOR_EMPLOYERS)
  @Query(() => DemandRegistrationConnection, { nullable: true, description: 'Registered demand, all or of one region, occupation or year.' })
  async demandRegistrations(
    @Arg('region', () => ID, { nullable: true }) region: string | null = null,
    @Arg('occupation', () => ID, { nullable: true }) occupation: string | null = null,
    @Arg('year', () => Int, { nullable: true }) year: number | null = null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null = null,
    @Ctx() { reader }: DemandContext,
  ): Promise<object> {
    const page = readPage({ first, after });
    const filter = { region: readRegion(region), occupation: readOccupation(occupation), year };
    return toConnection(await reader.registrationPage(filter, page), page, (registration) => registration.id);
  }

  @FieldResolver(() => EmployerType)
  employer(@Root() { employerBin }: DemandRegistrationType, @Ctx() context: DemandContext): Promise<object | null> {
    return context.employerOfBin.load(employerBin);
  }

  @FieldResolver(() => Occupation)
  occupation(@Root() { occupationCode }: DemandRegistrationType): object | undefined {
    return OCCUPATIONS.find(occupationCode);
  }

  @FieldResolver(() => Industry, { description: 'Industry of the work.' })
  industry(@Root() { industryCode }: DemandRegistrationType): object | undefined {
    return INDUSTRIES.find(industryCode);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Where the work is done.' })
  region(@Root() { regionCode }: DemandRegistrationType): object | null {
    return regionOf(regionCode);
  }

  @FieldResolver(() => Int, { description: 'Workers wanted and not found.' })
  openPlaces(@Root() registration: DemandRegistrationType): number {
    return openPlaces(registration);
  }

  @FieldResolver(() => [VacancyType], { description: 'Published for it, in the order they were posted.' })
  vacancies(@Root() { id }: DemandRegistrationType, @Ctx() context: DemandContext): Promise<readonly object[]> {
    return context.vacanciesOfRegistration.load(id);
  }
}
