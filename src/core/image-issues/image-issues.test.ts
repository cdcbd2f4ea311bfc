import { describe, expect, it } from 'vitest';
import { pixelIssues } from '../vocabulary/image-issues';
import golden from './golden/image-issues.json';
import { oddSizeLimit, oddSizeScores } from './odd-sizes';
import { pixelLimits, pixelScores } from './pixel-scores';

describe('scores of pictures are those of CleanVision and scikit-image', () => {
  it.each(golden.pictures)('of $name', ({ pixels, width, height, scores }) => {
    const own = pixelScores({ pixels: Buffer.from(pixels, 'base64'), width, height });
    for (const issue of pixelIssues) expect(own[issue], issue).toBeCloseTo(scores[issue], 6);
  });

  it('and each of its limits finds what it is about', () => {
    const found = golden.pictures.map(({ name, scores }) => [
      name,
      pixelIssues.filter((issue) => scores[issue] < pixelLimits[issue]),
    ]);
    expect(Object.fromEntries(found)).toMatchObject({
      noise: [],
      ramp: expect.arrayContaining(['blurry']),
      dark: ['dark'],
      light: expect.arrayContaining(['light']),
      black: expect.arrayContaining(['dark', 'low-information']),
      'one colour': expect.arrayContaining(['low-information']),
    });
  });
});

describe('scores of sizes are those of CleanVision', () => {
  it.each(golden.sizes)('of $sizes.length', ({ sizes, scores, odd }) => {
    const own = oddSizeScores(
      sizes.map(([width]) => width),
      sizes.map(([, height]) => height),
    );
    scores.forEach((score, i) => {
      expect(own[i]).toBeCloseTo(score, 5);
    });
    const isOneSize = new Set(sizes.slice(0, 9).map(String)).size === 1;
    const found = Array.from(own, (score) => score < oddSizeLimit);
    // Apart from the size that most images have, only the one that is ten times as wide is odd.
    expect(found).toEqual(isOneSize ? sizes.map(([width]) => width === 280) : odd);
  });

  it('but never odd is what is little larger or smaller, however alike most are', () => {
    const widths = [...Array.from({ length: 60 }, (_, i) => 255 + (i % 3)), 300, 140, 100, 900];
    const own = oddSizeScores(widths, widths);
    const odd = widths.filter((_, i) => own[i] < oddSizeLimit);
    expect(odd).toEqual([100, 900]);
  });

  it('of none', () => {
    expect(oddSizeScores([], [])).toHaveLength(0);
  });
});
