import { Random } from '../numbers/random';
import { type Arrow, factorArrow, solveBackward, solveForward } from './arrow';

/** Labelled images that a model was not trained on: its confidence, and whether it is correct. */
export interface JudgedImages {
  /** Log odds of the predicted class, `[images]`. */
  readonly odds: ArrayLike<number>;
  /** The predicted class, `[images]`. */
  readonly predicted: ArrayLike<number>;
  /** 1 if that is the label, `[images]`. */
  readonly right: ArrayLike<number>;
  /** The weight of each image, `[images]`; 1 if left out. */
  readonly weights?: ArrayLike<number>;
  readonly classes: number;
}

/** log odds of being right = intercept + slope x log odds + the offset of the class. */
export interface RightOdds {
  readonly intercept: number;
  readonly slope: number;
  /** `[classes]` */
  readonly byClass: Float64Array;
}

/**
 * The prior, as standard deviations around calibrated confidences (intercept 0, slope 1, no offset by class). A
 * temperature was fitted already, so little is left to correct for all classes together; but some classes are found
 * nearly always, others half the time.
 */
const prior = { intercept: 1, slope: 0.25, byClass: 0.8 };

/**
 * Platt's calibration (1999) of the predicted class with an offset for each class, fitted by Bayes' rule: the most
 * likely parameters and their uncertainty (Laplace's approximation). Few images give a wide interval, and no images
 * give the prior.
 */
export class RightModel {
  readonly best: RightOdds;
  readonly #factor: Arrow;
  readonly #lift: number;

  constructor(images: JudgedImages) {
    let at: RightOdds = { intercept: 0, slope: 1, byClass: new Float64Array(images.classes) };
    let newton = newtonOf(images, at);
    for (let step = 0; step < 50; step++) {
      const { factor, gradient } = newton;
      const [groups, shared] = [Float64Array.from(gradient.groups), Float64Array.from(gradient.shared)];
      solveForward(factor, groups, shared);
      solveBackward(factor, groups, shared);
      // Logistic loss with this prior is well-behaved; halving keeps the first steps of far-off data from overshooting.
      let size = 1;
      let next = moved(at, groups, shared, size);
      let after = newtonOf(images, next);
      while (after.loss > newton.loss + 1e-12 && size > 1e-4) {
        size /= 2;
        next = moved(at, groups, shared, size);
        after = newtonOf(images, next);
      }
      const gain = newton.loss - after.loss;
      [at, newton] = [next, after];
      if (gain < 1e-10) break;
    }
    this.best = at;
    this.#factor = newton.factor;
    this.#lift = this.#liftFor(images);
  }

  /**
   * The correction that makes draws agree on average with the most likely parameters on these images: chances from
   * parameters that are spread around those lie nearer to one half, the more so the fewer images a class has.
   */
  #liftFor({ odds, predicted, weights }: JudgedImages): number {
    const stride = Math.max(1, Math.ceil(odds.length / mostLiftedBy));
    const rows = Array.from({ length: Math.ceil(odds.length / stride) }, (_, i) => i * stride);
    if (rows.length === 0) return 0;
    const weightOf = (row: number) => (weights ? weights[row] : 1);
    const scoresOf = ({ intercept, slope, byClass }: RightOdds) =>
      rows.map((row) => intercept + slope * odds[row] + byClass[predicted[row]]);
    const random = new Random(odds.length, 0x11f7);
    const drawn = Array.from({ length: liftDraws }, () => scoresOf(this.#spread(random)));
    const total = rows.reduce((sum, row) => sum + weightOf(row), 0);
    const meanOf = (models: readonly (readonly number[])[], lift: number) => {
      let sum = 0;
      for (const scores of models)
        for (let i = 0; i < rows.length; i++) sum += weightOf(rows[i]) / (1 + Math.exp(-(scores[i] + lift)));
      return sum / (models.length * total);
    };
    const wanted = meanOf([scoresOf(this.best)], 0);
    let [low, high] = [-2, 2];
    for (let step = 0; step < 20; step++) {
      const middle = (low + high) / 2;
      if (meanOf(drawn, middle) > wanted) high = middle;
      else low = middle;
    }
    return (low + high) / 2;
  }

  /** Draws parameters from their posterior distribution. */
  draw(random: Random): RightOdds {
    const drawn = this.#spread(random);
    return { ...drawn, intercept: drawn.intercept + this.#lift };
  }

  #spread(random: Random): RightOdds {
    const groups = Float64Array.from(this.best.byClass, () => random.normal());
    const shared = Float64Array.from([0, 0], () => random.normal());
    solveBackward(this.#factor, groups, shared);
    return moved(this.best, groups, shared, -1);
  }
}

/** The numbers of images and draws that determine the lift. */
const [mostLiftedBy, liftDraws] = [1000, 64];

/** The chance that an image is right. */
export function chanceOf({ intercept, slope, byClass }: RightOdds, predicted: number, odds: number): number {
  return 1 / (1 + Math.exp(-(intercept + slope * odds + byClass[predicted])));
}

function moved(
  { intercept, slope, byClass }: RightOdds,
  groups: Float64Array,
  shared: Float64Array,
  size: number,
) {
  return {
    intercept: intercept - size * shared[0],
    slope: slope - size * shared[1],
    byClass: byClass.map((step, c) => step - size * groups[c]),
  };
}

/** Loss, gradient and the factor of the curvature at a point. */
function newtonOf({ odds, predicted, right, weights, classes }: JudgedImages, at: RightOdds) {
  const precision = {
    intercept: prior.intercept ** -2,
    slope: prior.slope ** -2,
    byClass: prior.byClass ** -2,
  };
  const diagonal = new Float64Array(classes).fill(precision.byClass);
  const border = [new Float64Array(classes), new Float64Array(classes)];
  const corner = [Float64Array.of(precision.intercept, 0), Float64Array.of(0, precision.slope)];
  const groups = at.byClass.map((step) => step * precision.byClass);
  const shared = Float64Array.of(at.intercept * precision.intercept, (at.slope - 1) * precision.slope);
  let loss = (at.intercept ** 2 * precision.intercept + (at.slope - 1) ** 2 * precision.slope) / 2;
  for (const step of at.byClass) loss += (step ** 2 * precision.byClass) / 2;
  for (let i = 0; i < odds.length; i++) {
    const c = predicted[i];
    const x = odds[i];
    const p = chanceOf(at, c, x);
    const counts = weights ? weights[i] : 1;
    loss -= counts * Math.log(Math.max(right[i] ? p : 1 - p, Number.MIN_VALUE));
    const residual = counts * (p - right[i]);
    groups[c] += residual;
    shared[0] += residual;
    shared[1] += residual * x;
    const weight = counts * p * (1 - p);
    diagonal[c] += weight;
    border[0][c] += weight;
    border[1][c] += weight * x;
    corner[0][0] += weight;
    corner[1][0] += weight * x;
    corner[0][1] += weight * x;
    corner[1][1] += weight * x * x;
  }
  return { loss, gradient: { groups, shared }, factor: factorArrow({ diagonal, border, corner }) };
}
