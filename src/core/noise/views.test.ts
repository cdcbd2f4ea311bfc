import { expect, it } from 'vitest';
import { resolveRecipe } from '../recipe';
import { noiseOfView } from './views';

const noise = { ...resolveRecipe('quick-cpu').noise.student, cutout: 0.5 };

it('a strong view has all of the input noise, a weak one its moves alone, a clean one nothing', () => {
  expect(noise.randAugment.ops).toBeGreaterThan(0);
  expect(noiseOfView('strong', noise)).toEqual(noise);
  expect(noiseOfView('clean', noise)).toBeNull();
  const weak = noiseOfView('weak', noise);
  expect(weak).toMatchObject({ flip: noise.flip, crop: noise.crop, cutout: 0, randAugment: { ops: 0 } });
});

it('a weak view of a photograph is a random part of it, as a strong one is', () => {
  const { student } = resolveRecipe('workstation').noise;
  expect(student.cropArea).toBe(0.08);
  const { cropArea, cropRatio, interpolation } = student;
  expect(noiseOfView('weak', student)).toMatchObject({ cropArea, cropRatio, interpolation });
});

it('is clean throughout where a training is', () => {
  for (const view of ['clean', 'weak', 'strong'] as const) expect(noiseOfView(view, null)).toBeNull();
});
