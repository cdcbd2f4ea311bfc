import { describe, expect, it } from 'vitest';
import { presets } from '../../core/recipe';
import type { Measured } from '../../core/workload/estimate';
import { workOf } from '../../core/workload/workload';
import { secondsTrained } from './comparison';

const work = workOf(presets['quick-cpu'], { labelled: 450, validation: 50, pool: 1800, test: 1000 });
const trainings = work.filter(({ shape }) => shape.kind === 'train');
const answering = (measured: Measured | undefined) => ({
  read: (shapes: readonly unknown[]) => shapes.map(() => measured),
});

describe('a budget of time', () => {
  it('is the measured seconds of a step, times the steps of all trainings', () => {
    const measured = { fits: true, secondsPerUnit: 0.5, peakBytes: 1 } as unknown as Measured;
    const steps = trainings.reduce((sum, { amount }) => sum + amount, 0);
    expect(trainings.length).toBeGreaterThan(1);
    expect(secondsTrained(answering(measured))(work)).toBe(0.5 * steps);
  });

  it.each([
    ['does not fit', { fits: false } as unknown as Measured],
    ['was not measured', undefined],
  ])('is refused where a training %s', (_, measured) => {
    expect(() => secondsTrained(answering(measured))(work)).toThrow(
      expect.objectContaining({ code: 'study-unmeasured' }),
    );
  });
});
