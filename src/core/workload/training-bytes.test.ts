import { expect, it } from 'vitest';
import { resolveRecipe } from '../recipe';
import { trainingBytes } from './training-bytes';

it('an average that is a teacher takes memory, whatever the recipe says of averages', () => {
  const bytes = (method: 'supervised' | 'mean-teacher', ema: number) =>
    trainingBytes(resolveRecipe('quick-cpu', { method, training: { ema } }), 10);
  expect(bytes('supervised', 0.999)).toBeGreaterThan(bytes('supervised', 0));
  expect(bytes('mean-teacher', 0)).toBe(bytes('mean-teacher', 0.999));
});
