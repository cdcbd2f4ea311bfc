import { describe, expect, it } from 'vitest';
import { cacheSideOf, imageSizeOf, parseRecipe, presets, recipeProblems, resolveRecipe } from '../index';

const workstation = resolveRecipe('workstation');
const [first] = workstation.students;
const larger = { ...workstation, students: [first, { ...workstation.students[1], size: 260 }] };

describe('the sizes of a recipe', () => {
  it('are each model’s own, else the recipe’s', () => {
    expect(imageSizeOf(larger, larger.teacher)).toBe(224);
    expect(imageSizeOf(larger, larger.students[1])).toBe(260);
  });

  it('are cached larger where random parts are cut out, the same for all models', () => {
    const { student } = workstation.noise;
    expect(cacheSideOf(workstation, workstation.teacher, student)).toBe(336);
    expect(cacheSideOf(larger, larger.teacher, student)).toBe(390);
    expect(cacheSideOf(larger, larger.students[1], student)).toBe(390);
    expect(cacheSideOf({ ...larger, cacheSide: 300 }, larger.teacher, student)).toBe(300);
    expect(cacheSideOf({ ...larger, cacheSide: 230 }, larger.students[1], student)).toBe(260);
  });

  it('are cached as they are where nothing is cut out', () => {
    const whole = { ...workstation.noise.student, cropArea: 1 };
    expect(cacheSideOf(larger, larger.students[1], whole)).toBe(260);
    expect(cacheSideOf(larger, larger.teacher, null)).toBe(224);
    const quick = presets['quick-cpu'];
    expect(cacheSideOf(quick, quick.teacher, quick.noise.student)).toBe(28);
  });

  it('are refused where the cached images or the resolution fix are smaller', () => {
    expect(recipeProblems({ ...larger, cacheSide: 250 })).toMatchObject([
      {
        path: 'cacheSide',
        code: 'cache-side',
        message: expect.stringMatching(/250 is smaller than the image size 260/),
      },
    ]);
    const fix = { enabled: true, size: 250, epochs: 1 };
    expect(recipeProblems({ ...larger, resolutionFix: fix })).toMatchObject([
      {
        path: 'resolutionFix.size',
        code: 'fix-size',
        message: expect.stringMatching(/250 is not above the image size 260/),
      },
    ]);
    // Nothing is trained at a student's size if no student is trained.
    expect(recipeProblems({ ...larger, resolutionFix: fix, iterations: 0 })).toEqual([]);
    expect(recipeProblems({ ...larger, cacheSide: 250, method: 'supervised' })).toEqual([]);
  });

  it('of a recipe that was written before are what they were', () => {
    const {
      fit: _,
      cacheSide: __,
      ...older
    } = structuredClone(presets['quick-cpu']) as never as Record<string, unknown>;
    const noise = older.noise as Record<string, Record<string, unknown>>;
    for (const who of ['teacher', 'student'])
      for (const name of ['cropArea', 'cropRatio', 'interpolation']) delete noise[who][name];
    delete (older.teacher as Record<string, unknown>).size;
    for (const student of older.students as Record<string, unknown>[]) delete student.size;
    expect(parseRecipe(older)).toEqual(presets['quick-cpu']);
  });
});
