import { describe, expect, it } from 'vitest';
import { stageText } from './stage-words';

describe('stageText', () => {
  it('puts values in their places', () => {
    expect(stageText({ sentence: 'evaluate', values: { run: 3, images: 10_000, split: 'test' } })).toBe(
      'Evaluate run 3 on 10,000 test images',
    );
    expect(stageText({ sentence: 'select', values: {} })).toBe('Filter, flag and balance');
  });
});
