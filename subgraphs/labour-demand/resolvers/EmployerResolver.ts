// Employers and what they registered.

import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { INDUSTRIES } from '../../../schema/contract/classifiers/industries.js';
import { badInput } from '../../kit/errors/badInput.js';
import { hasCheckDigit } from '../../kit/identifiers/checkDigit.js';
import { LIST_SIZE } from '../../kit/page/connectionTypes.js';
import { readPage, toConnection } from '../../kit/page/page.js';
import { FOR_EMPLOYERS } from '../../kit/schema/accessDirectives.js';
import { regionOf } from '../../kit/schema/RegionNames.js';
import type { DemandContext } from '../context.js';
import { Industry, Region } from '../types/classifiers.js';
import { DemandRegistrationConnection, EmployerConnection, EmployerType } from '../types/Employer.js';
import { readRegion } from './readFilter.js';

@Resolver(() => EmployerType)
export class EmployerResolver {
  @Directive(FOR_EMPLOYERS)
  @Query(() => EmployerType, { nullable: true, description: 'One employer; null for a BIN that the register does not hold.' })
  employer(@Arg('bin', () => ID) bin: string, @Ctx() context: DemandContext): Promise<object | null> {
    if (!hasCheckDigit(bin)) throw badInput('bin must be twelve digits, of which the last is the check digit of the others', 'bin');
    return context.employerOfBin.load(bin);
  }

  @Directive(LIST_SIZE)
  @Directive(FOR_EMPLOYERS)
  @Query(() => EmployerConnection, { nullable: true, description: 'Employers by BIN, all or those of one region.' })
  async employers(
    @Arg('region', () => ID, { nullable: true }) region: string | null = null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null = null,
    @Ctx() { reader }: DemandContext,
  ): Promise<object> {
    const page = readPage({ first, after });
    return toConnection(await reader.employerPage(readRegion(region), page), page, (employer) => employer.bin);
  }

  @FieldResolver(() => Industry, { description: 'Main industry.' })
  industry(@Root() { industryCode }: EmployerType): object | undefined {
    return INDUSTRIES.find(industryCode);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Where it is registered.' })
  region(@Root() { regionCode }: EmployerType): object | null {
    return regionOf(regionCode);
  }

  @Directive(LIST_SIZE)
  @FieldResolver(() => DemandRegistrationConnection, { description: 'What it registered a demand for, of all years or of one.' })
  async registrations(
    @Root() { bin }: EmployerType,
    @Arg('year', () => Int, { nullable: true }) year: number | null = null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null = null,
    @Ctx() context: DemandContext,
  ): Promise<object> {
    const page = readPage({ first, after });
    const rows = await context.registrationsOfEmployer(year, page).load(bin);
    return toConnection(rows, page, (registration) => registration.id);
  }
}
