// Employers, their registered demand and their vacancies. This agency owns them.

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../kit/page/connectionTypes.js';
import { DateScalar } from '../../kit/schema/scalars.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { WorkerCategory } from '../model.js';
import { WorkerCategoryEnum } from './enums.js';

@Directive('@key(fields: "bin")')
@ObjectType('Employer', { description: 'An organisation that looks for workers.' })
export class EmployerType {
  @Field(() => ID, { description: 'Twelve digits, the last a check digit.' })
  bin: string;

  @Field(() => String)
  name: string;

  /** OKED class and KATO prefix; the fields `industry` and `region` name them. */
  industryCode: string;
  regionCode: string;
}

@Directive('@key(fields: "id")')
@ObjectType('DemandRegistration', { description: 'Workers of one occupation that an employer registered a demand for, in one region and year.' })
export class DemandRegistrationType {
  @Field(() => ID)
  id: string;

  @Field(() => WorkerCategoryEnum)
  category: WorkerCategory;

  @Field(() => Int, { description: 'The year the demand is for.' })
  year: number;

  @Field(() => Int, { description: 'Workers wanted.' })
  headcount: number;

  @Field(() => Int, { description: 'Workers found.' })
  filled: number;

  /** Keys that the fields `employer`, `occupation`, `industry` and `region` follow. */
  employerBin: string;
  occupationCode: string;
  industryCode: string;
  regionCode: string;
}

@Directive('@key(fields: "id")')
@ObjectType('Vacancy', { description: 'A vacancy on the labour exchange, published for a registration.' })
export class VacancyType {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Code under which it was published.' })
  publicationCode: string;

  @Field(() => DateScalar)
  postedOn: CalendarDate;

  @Field(() => Int)
  places: number;
}

export const EmployerConnection = connectionTypes(EmployerType, 'Employer');
export const DemandRegistrationConnection = connectionTypes(DemandRegistrationType, 'DemandRegistration');
