import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EvaluationView } from '../../../../contract';
import { applySettings, presets } from '../../../../core/recipe';
import { i18n } from '../../../base/strings';
import { classChanges } from '../../../dialogs/class-change';
import { recipeRows } from './compare';

describe('recipeRows', () => {
  const base = presets['quick-cpu'];
  beforeEach(() => void vi.stubGlobal('document', { documentElement: {} }));
  afterEach(async () => {
    await i18n.changeLanguage('en');
    vi.unstubAllGlobals();
  });

  it('lists every setting in which any recipe differs from the first, with all values', () => {
    const slow = applySettings(base, [['training.learningRate', 0.001]]);
    const strict = applySettings(base, [['selection.threshold', 0.9]]);
    const rows = recipeRows([base, slow, strict]);
    expect(rows.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['training.learningRate', 'selection.threshold']),
    );
    const { values } = rows.find(({ path }) => path === 'training.learningRate') as (typeof rows)[number];
    expect(values[1]).toBe('0.001');
    expect(values[2]).toBe(values[0]);
  });

  it('speaks the language of the window', async () => {
    const mirrored = applySettings(base, [['noise.student.flip', false]]);
    await i18n.changeLanguage('ko');
    expect(recipeRows([base, mirrored])).toContainEqual({
      path: 'noise.student.flip',
      title: '학생 모델 노이즈: 좌우 반전',
      values: ['예', '아니요'],
    });
  });

  it('calls an option by its title', () => {
    const fixmatch = applySettings(base, [['method', 'fixmatch']]);
    expect(recipeRows([base, fixmatch])).toContainEqual({
      path: 'method',
      title: 'Method',
      values: ['Noisy Student', 'FixMatch'],
    });
  });

  it('is empty for one recipe', () => {
    expect(recipeRows([base, base])).toEqual([]);
  });
});

describe('classChanges', () => {
  const evaluation = (classIds: number[], recalls: number[], supports: number[]): EvaluationView => ({
    ...{ id: 1, runId: 1, split: 'test', setId: null, images: 3, createdAt: 1, classIds, seen: null },
    metrics: {
      ...{ values: { accuracy: 0.5, loss: 1, ece: 0 }, imagesPerSecond: 1 },
      perClass: recalls.map((recall, c) => ({ precision: 1, recall, f1: 1, support: supports[c] })),
    },
  });

  it('sorts classes by what they gained, by class and not by place, those without images last', () => {
    const rows = classChanges([
      evaluation([1, 2, 3], [0.5, 0.5, 0], [2, 2, 0]),
      evaluation([2, 1, 3], [0.75, 0.25, 0], [2, 2, 0]),
    ]);
    expect(rows.map(({ classId, change }) => [classId, change])).toEqual([
      [2, 0.25],
      [1, -0.25],
      [3, null],
    ]);
  });
});
