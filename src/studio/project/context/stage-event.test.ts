import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StudioEvent } from './context';
import { tellImages } from './stage-event';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells the time left from the second report on, by what was done since the first', () => {
  const events: StudioEvent[] = [];
  const told = tellImages((event) => events.push(event), 100);
  const left = () => {
    const last = events.at(-1);
    return last?.type === 'progress' ? last.progress.secondsLeft : undefined;
  };
  // A process starts for 20 s before the first 10 of 900 images are done; then 10 a second are.
  vi.advanceTimersByTime(20_000);
  told(110, 1000);
  expect(left()).toBeNull();
  vi.advanceTimersByTime(1000);
  told(120, 1000);
  expect(left()).toBeCloseTo(88);
  // Nothing was done since the first report.
  const again = tellImages((event) => events.push(event));
  again(5, 10);
  again(5, 10);
  expect(left()).toBeNull();
});
