// When work under way may serve one more who asks for the same. Both have an end: work that is cut off before
// the newcomer's own time is over could leave it without an answer that waiting would have brought, and work
// that goes on longer would hold it up.

/** Time that a newcomer may lose at most. Work takes some milliseconds to some hundred; what is under way for longer is slow. */
const MAX_LOST_MS = 100;

/**
 * @param workEndsAtMs when the work under way is cut off.
 * @param neededAtMs when the newcomer must be answered, on the same clock.
 */
export function canJoin(workEndsAtMs: number, neededAtMs: number): boolean {
  return workEndsAtMs <= neededAtMs && neededAtMs - workEndsAtMs <= MAX_LOST_MS;
}
