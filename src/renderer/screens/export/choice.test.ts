import { describe, expect, it } from 'vitest';
import { type LabelExportChoice, taken, total } from './choice';

const counts = { import: 5, person: 4, review: 3, 'pseudo-label': 20, none: 7 };
const choice: LabelExportChoice = {
  ...{ format: 'csv', pseudoLabels: true, unlabelled: false, absolute: false, marks: false },
};

describe('what an export takes', () => {
  it('leaves out images without a label unless they are wanted', () => {
    expect(total(taken(counts, choice))).toBe(32);
    expect(total(taken(counts, { ...choice, unlabelled: true }))).toBe(39);
  });

  it('counts images as unlabelled whose pseudo-label is left out', () => {
    expect(taken(counts, { ...choice, pseudoLabels: false, unlabelled: true })).toMatchObject({
      'pseudo-label': 0,
      none: 27,
    });
  });
});
