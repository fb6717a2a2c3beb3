// Whether a score is high enough to go on to the check by the authorities.

/** A total that equals the threshold is high enough; one point less is not. */
export function meetsThreshold(total: number, threshold: number): boolean {
  return total >= threshold;
}
