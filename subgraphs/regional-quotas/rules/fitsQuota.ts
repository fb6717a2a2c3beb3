/** True where the row in force still has a place for every person: the used count may reach its places, never pass them. */
export function fitsQuota(places: number, used: number, persons: number): boolean {
  return used + persons <= places;
}
