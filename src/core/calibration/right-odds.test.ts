import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import golden from './golden/cases.json';
import { chanceOf, RightModel } from './right-odds';

describe('RightModel', () => {
  const { odds, predicted, right, classes, mode, deviations } = golden.odds;
  const model = new RightModel({ odds, predicted, right, classes });
  const numbersOf = ({ intercept, slope, byClass }: typeof model.best) => [intercept, slope, ...byClass];

  it('finds the mode of the posterior that SciPy finds', () => {
    const found = numbersOf(model.best);
    for (const [i, value] of mode.entries()) expect(found[i]).toBeCloseTo(value, 4);
  });

  it('draws with the deviations of the curvature there', () => {
    const random = new Random(3);
    const all = Array.from({ length: 4000 }, () => numbersOf(model.draw(random)));
    for (const [i, deviation] of deviations.entries()) {
      const mean = all.reduce((sum, each) => sum + each[i], 0) / all.length;
      const spread = Math.sqrt(all.reduce((sum, each) => sum + (each[i] - mean) ** 2, 0) / all.length);
      expect(spread / deviation).toBeCloseTo(1, 1);
    }
  });

  it('draws say on average what the likeliest numbers say, also of few images a class', () => {
    const few = {
      odds: odds.slice(0, 20),
      predicted: predicted.slice(0, 20),
      right: Array(20).fill(1),
      classes,
    };
    const small = new RightModel(few);
    const mean = (from: typeof model.best) =>
      few.odds.reduce((sum, x, i) => sum + chanceOf(from, few.predicted[i], x), 0) / few.odds.length;
    const random = new Random(5);
    const drawn = Array.from({ length: 2000 }, () => mean(small.draw(random)));
    expect(drawn.reduce((a, b) => a + b, 0) / drawn.length).toBeCloseTo(mean(small.best), 1);
  });

  it('without images is the prior: confidences as they are', () => {
    const none = new RightModel({ odds: [], predicted: [], right: [], classes: 3 });
    expect(chanceOf(none.best, 1, Math.log(4))).toBeCloseTo(0.8, 6);
  });
});
