// Filters by code, checked against the public lists before the register is asked: an unknown code would
// otherwise look like an empty list.

import { OCCUPATIONS } from '../../../schema/contract/classifiers/occupations.js';
import { REGIONS } from '../../../schema/contract/classifiers/regions.js';
import { badInput } from '../../kit/errors/badInput.js';

/** Also a retired region can be asked for. @throws GraphQLError BAD_USER_INPUT. */
export function readRegion(code: string | null): string | null {
  if (code !== null && REGIONS.find(code) === undefined) {
    throw badInput('region must be a KATO prefix of two digits that the classifier knows, such as 71', 'region');
  }
  return code;
}

/** @throws GraphQLError BAD_USER_INPUT. */
export function readOccupation(code: string | null): string | null {
  if (code !== null && OCCUPATIONS.find(code) === undefined) {
    throw badInput('occupation must be an NKZ unit group of four digits that the classifier knows, such as 2211', 'occupation');
  }
  return code;
}
