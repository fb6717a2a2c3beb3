import { expect, it } from 'vitest';
import { createLogger } from '../../../gateway/telemetry/createLogger.js';
import { createRefusalLog } from '../../../gateway/telemetry/createRefusalLog.js';

it('tells the first refusal at once, and of a flood every ten seconds how many there were besides', () => {
  const lines: string[] = [];
  let nowMs = 0;
  const logger = createLogger({ name: 'gateway', level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  const tell = createRefusalLog(logger, { nowMs: () => nowMs }, 'request refused for its rate');
  for (nowMs = 0; nowMs <= 20_000; nowMs += 100) tell({ limit: 'perAddress', isForwarded: true });
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { msg: 'request refused for its rate', limit: 'perAddress', isForwarded: true, leftOut: 0 },
    { leftOut: 99 },
    { leftOut: 99 },
  ]);
});
