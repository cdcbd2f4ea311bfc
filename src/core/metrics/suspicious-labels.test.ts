import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { suspiciousLabels } from './suspicious-labels';

/** Made by `golden/suspicious_labels.py` with cleanlab. */
const golden = JSON.parse(
  readFileSync(new URL('golden/suspicious-labels.json', import.meta.url), 'utf8'),
) as { labels: number[]; probabilities: number[][]; suspicious: number[] };

/** From rows of probabilities `[images, classes]`. */
function judge(labels: number[], probabilities: number[][]) {
  const predicted = probabilities.map((row) => row.indexOf(Math.max(...row)));
  return {
    labels,
    predicted,
    confidence: probabilities.map((row, i) => row[predicted[i]]),
    labelProbability: probabilities.map((row, i) => row[labels[i]]),
  };
}

describe('suspiciousLabels', () => {
  it('finds confident disagreement and leaves hesitant disagreement alone', () => {
    // Mean probability of class 1 over images labelled 1: (0.9 + 0.8 + 0.1) / 3 = 0.6.
    const judged = judge(
      [0, 0, 0, 1, 1, 1],
      [
        [0.9, 0.1],
        [0.05, 0.95],
        [0.45, 0.55],
        [0.1, 0.9],
        [0.2, 0.8],
        [0.9, 0.1],
      ],
    );
    // Image 2 disagrees with 0.55 < 0.6. Image 1 is 0.9 ahead of its label, image 5 is 0.8 ahead.
    expect(suspiciousLabels(judged, 2)).toEqual([1, 5]);
  });

  it('asks more of a class that the model is surer of', () => {
    const sure = judge([0, 1, 1], [[0.3, 0.7], ...Array.from({ length: 2 }, () => [0.01, 0.99])]);
    const unsure = judge([0, 1, 1], [[0.3, 0.7], ...Array.from({ length: 2 }, () => [0.4, 0.6])]);
    expect(suspiciousLabels(sure, 2)).toEqual([]);
    expect(suspiciousLabels(unsure, 2)).toEqual([0]);
  });

  it('never suspects a label for a class that no image has', () => {
    const judged = judge(
      [0, 0],
      [
        [0.2, 0.1, 0.7],
        [0.1, 0.1, 0.8],
      ],
    );
    expect(suspiciousLabels(judged, 3)).toEqual([]);
  });

  it('refuses columns of different lengths', () => {
    const judged = {
      ...judge(
        [0, 1],
        [
          [1, 0],
          [0, 1],
        ],
      ),
      predicted: [0],
    };
    expect(() => suspiciousLabels(judged, 2)).toThrow(/do not fit 2 labels/);
  });

  it('are those that cleanlab finds in the same probabilities, in its order', () => {
    const { labels, probabilities, suspicious } = golden;
    expect(suspicious.length).toBeGreaterThan(10);
    expect(suspiciousLabels(judge(labels, probabilities), 4)).toEqual(suspicious);
  });

  it('say nothing of images without a prediction', () => {
    const judged = judge([0, 1, 1], [[0.3, 0.7], ...Array.from({ length: 2 }, () => [0.4, 0.6])]);
    expect(suspiciousLabels({ ...judged, predicted: [-1, 1, 1] }, 2)).toEqual([]);
  });
});
