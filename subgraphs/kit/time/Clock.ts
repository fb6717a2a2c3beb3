// Where time comes from. Rules get dates as arguments; only the edges of an agency ask a clock.

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
