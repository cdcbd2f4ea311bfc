import { describe, expect, it } from 'vitest';
import { teacherOf } from '../../../base/words/teacher-of';
import { experiment, iteration, run } from './experiment.fixture';
import { gainOver } from './gain';

describe('the gain of a student', () => {
  const runs = [
    run(1, { testAccuracy: 0.5, validationAccuracy: 0.75 }),
    run(2, { kind: 'student', testAccuracy: 0.75, validationAccuracy: 0.5 }),
  ];
  const view = experiment({ runs, iterations: [iteration({ studentRunId: 2 })] });

  it('is told over its teacher, on the test images where both were measured there', () => {
    expect(teacherOf(view, runs[1])).toBe(runs[0]);
    expect(teacherOf(view, runs[0])).toBeUndefined();
    expect(gainOver(runs[0], runs[1])).toEqual({ gain: 0.25, split: 'test' });
    expect(gainOver(runs[0], { ...runs[1], testAccuracy: null })).toEqual({
      gain: -0.25,
      split: 'validation',
    });
    expect(gainOver(undefined, runs[0])).toBeNull();
  });

  it('is told on validation where the test images were not the same', () => {
    const measured = (set: string | null, testImages: number) => ({ testSet: set, testImages });
    const [teacher, student] = runs;
    const on = (a: ReturnType<typeof measured>, b: ReturnType<typeof measured>) =>
      gainOver({ ...teacher, ...a }, { ...student, ...b })?.split;
    expect(on(measured('x', 90), measured('x', 90))).toBe('test');
    expect(on(measured('x', 90), measured('y', 90))).toBe('validation');
    expect(on(measured(null, 90), measured('y', 80))).toBe('validation');
  });
});
