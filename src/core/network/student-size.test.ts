import { describe, expect, it } from 'vitest';
import { archNames } from './arch';
import { checkStudentSize, modelSize } from './student-size';

describe('the size of a model', () => {
  it('is its trained numbers before the classifier, whatever the family', () => {
    // B0: 5,288,548 at 1,000 classes less 1,280 x 1,000 + 1,000 of the classifier.
    expect(modelSize('b0')).toBe(4_007_548);
    expect(modelSize('v2-s')).toBe(21_458_488 - 1_281_000);
    expect(() => modelSize('b9')).toThrow(/There is no model "b9"/);
  });

  it('puts the models in this order', () => {
    const sorted = [...archNames].sort((a, b) => modelSize(a) - modelSize(b));
    expect(sorted.join(' ')).toBe(
      'small small-1.25 small-1.5 small-2 lite0 b0 lite1 lite2 v2-b0 b1 v2-b1 lite3 b2 v2-b2 b3 lite4 v2-b3 b4 v2-s b5 b6 v2-m b7 b8 l2',
    );
  });
});

describe('checkStudentSize', () => {
  it('takes equal and larger students of any family', () => {
    expect(() => checkStudentSize('b0', 'b0', false)).not.toThrow();
    expect(() => checkStudentSize('b0', 'lite1', false)).not.toThrow();
    expect(() => checkStudentSize('b3', 'v2-s', false)).not.toThrow();
  });

  it('refuses a smaller one with both sizes, unless distillation is meant', () => {
    expect(() => checkStudentSize('b0', 'lite0', false)).toThrow(
      /^The student lite0 is smaller than its teacher b0 \(3\.37 against 4\.01 million parameters\)\. Choose b0 or larger/,
    );
    expect(() => checkStudentSize('b0', 'lite0', true)).not.toThrow();
  });
});
