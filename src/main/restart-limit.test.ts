import { expect, it } from 'vitest';
import { RestartLimit } from './restart-limit';

it('starts again what died twice, not what died three times within a minute', () => {
  const limit = new RestartLimit();
  expect([0, 10_000, 59_000].map((at) => limit.mayRestart(at))).toEqual([true, true, false]);
});

it('never gives up on what dies now and then, and begins anew when a person asks', () => {
  const limit = new RestartLimit();
  for (let at = 0; at < 1_000_000; at += 31_000) expect(limit.mayRestart(at)).toBe(true);
  expect(limit.mayRestart(1_000_001)).toBe(false);
  limit.reset();
  expect(limit.mayRestart(1_000_002)).toBe(true);
});
