import { expect, it } from 'vitest';
import { EventLoopDelay } from '../../../gateway/util/EventLoopDelay.js';
import { waitFor } from '../../kit/waitFor.js';

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('the delay of the event loop is seen while the loop is blocked, and forgotten afterwards', async () => {
  const delay = new EventLoopDelay();
  try {
    expect(delay.delayMs).toBe(0);
    await waitFor('a delay', () => {
      block(200);
      return delay.delayMs > 50;
    });
    await waitFor('the loop to be in time again', () => delay.delayMs < 50);
  } finally {
    delay.close();
  }
});
