import { describe, expect, it } from 'vitest';
import { resolveRecipe } from '../../core/recipe';
import { noteSentence } from '../../core/words/notes';
import type { TrainSpec } from '../job/messages';
import { precisionOf } from './precision';

const asking = (precision?: 'float32' | 'bfloat16' | 'float16') =>
  ({ training: { ...resolveRecipe({}).training, precision } }) as Pick<TrainSpec, 'training'>;
const gpu = { kind: 'gpu', name: 'NVIDIA RTX 4090' } as const;
const cpu = { kind: 'cpu', name: 'Some processor' } as const;
const never = () => {
  throw new Error('The driver was asked.');
};

describe('the numbers that a training computes in', () => {
  it('are float32 unless the recipe says otherwise, and in trainings of an older version', () => {
    expect(precisionOf(asking('float32'), gpu, never)).toEqual({ precision: 'float32' });
    expect(precisionOf(asking(), gpu, never)).toEqual({ precision: 'float32' });
  });

  it('are bfloat16 on a GPU that has them, or that does not say', () => {
    for (const capability of [8, 8.9, 12, null])
      expect(precisionOf(asking('bfloat16'), gpu, () => capability)).toEqual({ precision: 'bfloat16' });
  });

  it('are float16 on one from Volta on', () => {
    for (const capability of [7, 7.5, 8.6, null])
      expect(precisionOf(asking('float16'), gpu, () => capability)).toEqual({ precision: 'float16' });
    const { precision, note } = precisionOf(asking('float16'), { kind: 'gpu', name: 'GTX 1080' }, () => 6.1);
    expect(precision).toBe('float32');
    expect(note && noteSentence(note, 'cli')).toMatch(/GTX 1080 has .* 6\.1, and float16, .* needs 7\.0/);
  });

  it('are float32 on an older GPU and on a processor, which is said', () => {
    const told = [
      precisionOf(asking('bfloat16'), { kind: 'gpu', name: 'Tesla T4' }, () => 7.5),
      precisionOf(asking('bfloat16'), cpu, never),
    ];
    expect(told.map(({ precision }) => precision)).toEqual(['float32', 'float32']);
    const [older, processor] = told.map(({ note }) => note && noteSentence(note, 'cli'));
    expect(older).toMatch(/Tesla T4 has compute capability 7\.5, .* needs 8\.0 or newer.* faster in float16/);
    expect(processor).toMatch(/float32: bfloat16.* only on a GPU/);
  });
});
