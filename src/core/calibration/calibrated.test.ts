import { describe, expect, it } from 'vitest';
import { calibration } from '../metrics/calibration';
import { Random } from '../numbers/random';
import { softmax } from '../selection';
import { likeliest } from '../selection/class-columns';
import { CalibratedConfidence } from './calibrated';

/** Images of three classes, predicted with logits that are three times too large. */
function images(count: number, seed: number) {
  const random = new Random(seed);
  const logits = Float32Array.from({ length: count * 3 }, () => 1.5 * random.normal());
  const fair = softmax(logits, 3);
  const labels = Int32Array.from({ length: count }, (_, i) => {
    const at = random.next();
    return at < fair[i * 3] ? 0 : at < fair[i * 3] + fair[i * 3 + 1] ? 1 : 2;
  });
  const probabilities = softmax(
    logits.map((x) => 3 * x),
    3,
  );
  const { classIndex, confidence } = likeliest(probabilities, 3);
  return { labels, probabilities, predicted: classIndex, confidence, classes: 3 };
}

describe('calibrated confidence', () => {
  it('takes back what was too sure, on images that it was not fitted on', () => {
    const measured = images(3000, 2);
    const before = calibration(measured.confidence, measured.predicted, measured.labels).ece;
    const calibrated = new CalibratedConfidence(3000, images(500, 1));
    for (let from = 0; from < 3000; from += 700)
      calibrated.put(from, measured.probabilities.subarray(from * 3, (from + 700) * 3));
    const after = calibrated.measured(measured);
    expect(after.temperature).toBeCloseTo(3, 0);
    expect(after.fittedOn).toBe(500);
    expect(before).toBeGreaterThan(0.15);
    expect(after.ece).toBeLessThan(0.04);
    expect(after.bins.reduce((sum, { count }) => sum + count, 0)).toBe(3000);
    const whole = new CalibratedConfidence(3000, images(500, 1));
    whole.put(0, measured.probabilities);
    expect(whole.measured(measured)).toEqual(after);
  });

  it('does not believe two images, both right, that the model is five times as sure as it says', () => {
    const two = {
      probabilities: Float32Array.of(0.8, 0.1, 0.1, 0.1, 0.8, 0.1),
      labels: Int32Array.of(0, 1),
      classes: 3,
    };
    const { temperature } = new CalibratedConfidence(1, two).measured({
      predicted: Int32Array.of(0),
      labels: Int32Array.of(0),
    });
    expect(temperature).toBeGreaterThan(0.5);
    expect(temperature).toBeLessThan(1);
  });
});
