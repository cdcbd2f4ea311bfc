import { describe, expect, it } from 'vitest';
import { noteSentence } from '../words/notes';
import { thresholdNote } from './threshold-note';

const facts = { threshold: 0.3, classes: 10, images: 1000, passing: 600, median: 0.41 };

describe('thresholdNote', () => {
  it('says of three classes that 0.3 drops nothing, and where to start', () => {
    const said = thresholdNote({ ...facts, classes: 3 });
    expect(said?.code).toBe('threshold-idle');
    expect(said && noteSentence(said, 'cli')).toBe(
      'The threshold of 0.30 drops nothing: with 3 classes the largest probability is never below 0.33. Start from 0.67.',
    );
    expect(thresholdNote({ ...facts, classes: 3, threshold: 1 / 3 })?.code).toBe('threshold-idle');
    expect(thresholdNote({ ...facts, classes: 2, threshold: 0.51 })).toBeNull();
  });

  it('says of many classes how small the threshold is', () => {
    const said = thresholdNote({ ...facts, classes: 1000, threshold: 0.0004 });
    expect(said?.values).toMatchObject({ threshold: '0.0004', least: '0.0010', better: '0.50' });
    expect(thresholdNote({ ...facts, classes: 15, threshold: 0.05 })?.values).toMatchObject({
      threshold: '0.05',
      least: '0.066',
    });
  });

  it('says of a model of many classes that is sure of little where half of its images lie', () => {
    const unsure = { ...facts, classes: 1000, threshold: 0.02, passing: 19, median: 0.0013 };
    expect(thresholdNote(unsure)?.values).toMatchObject({ threshold: '0.02', median: '0.0013' });
  });

  it('says of a model that is sure of little where half of its images lie', () => {
    const said = thresholdNote({ ...facts, passing: 19, median: 0.17 });
    expect(said).toMatchObject({ code: 'threshold-flat', values: { passing: 19, median: '0.17' } });
    expect(thresholdNote({ ...facts, passing: 20 })).toBeNull();
    // "Only 0" would be no answer.
    expect(thresholdNote({ ...facts, passing: 0 })?.code).toBe('threshold-none');
  });

  it('is silent where a threshold works, where there is none, and of nothing', () => {
    expect(thresholdNote(facts)).toBeNull();
    expect(thresholdNote({ ...facts, threshold: 0, classes: 3 })).toBeNull();
    expect(thresholdNote({ ...facts, images: 0, passing: 0 })).toBeNull();
  });

  it('says of a threshold close to certainty what it is, and never that chance is more than it is', () => {
    const sure = { ...facts, classes: 6, threshold: 0.999, passing: 1, images: 1000, median: 0.9972 };
    expect(thresholdNote(sure)?.values).toMatchObject({ threshold: '0.999', median: '0.997' });
    expect(thresholdNote({ ...facts, classes: 6, threshold: 0.1 })?.values).toMatchObject({ least: '0.16' });
  });
});
