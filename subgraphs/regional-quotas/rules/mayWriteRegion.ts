// Region 51, South Kazakhstan, is retired: it stands in old records and in no new one.

import { REGIONS } from '../../../schema/contract/classifiers/regions.js';

/** True for a region that a new record may name: known, and not retired (51, South Kazakhstan, stands in old records only). */
export function mayWriteRegion(regionCode: string): boolean {
  return REGIONS.find(regionCode)?.retired === false;
}
