import { minimise, type Objective } from '../numbers/lbfgs';

/** Rows of numbers with a class each. */
export interface ClassedRows {
  /** `[rows, width]` */
  readonly values: Float64Array;
  readonly width: number;
  /** `[rows]` */
  readonly labels: Int32Array;
}

/** `[width + 1, classes]`: a row of weights for each number, then the biases. */
export type Coefficients = Float64Array;

/**
 * Multinomial logistic regression: minimises the mean cross entropy plus `lambda` / 2 times the squared norm of the weights (not of the
 * biases). It begins at `start`; the result for a neighbouring lambda is close to the minimum.
 */
export function fitSoftmax(
  rows: ClassedRows,
  classes: number,
  lambda: number,
  start: Coefficients = new Float64Array((rows.width + 1) * classes),
): Coefficients {
  return minimise(objectiveOf(rows, classes, lambda), start, { tolerance: 1e-5 }).x;
}

function objectiveOf({ values, width, labels }: ClassedRows, classes: number, lambda: number): Objective {
  const count = labels.length;
  const scores = new Float64Array(classes);
  return (x, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let row = 0; row < count; row++) {
      const from = row * width;
      scoresOf(x, values, from, width, scores);
      loss += toResiduals(scores, labels[row]);
      addOuter(gradient, values, from, width, scores);
    }
    const share = 1 / count;
    let squares = 0;
    for (let i = 0; i < width * classes; i++) {
      gradient[i] = gradient[i] * share + lambda * x[i];
      squares += x[i] * x[i];
    }
    for (let i = width * classes; i < x.length; i++) gradient[i] *= share;
    return loss * share + (lambda / 2) * squares;
  };
}

/** `scores` = the row's numbers times the weights, plus the biases. */
function scoresOf(
  x: Coefficients,
  values: Float64Array,
  from: number,
  width: number,
  scores: Float64Array,
): void {
  const classes = scores.length;
  for (let k = 0; k < classes; k++) scores[k] = x[width * classes + k];
  for (let j = 0, at = 0; j < width; j++, at += classes) {
    const value = values[from + j];
    for (let k = 0; k < classes; k++) scores[k] += value * x[at + k];
  }
}

/** Turns scores into probabilities, subtracts 1 from that of the label, and returns the cross entropy. */
function toResiduals(scores: Float64Array, label: number): number {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const own = scores[label] - most;
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(scores[k] - most);
    sum += scores[k];
  }
  for (let k = 0; k < scores.length; k++) scores[k] /= sum;
  scores[label] -= 1;
  return Math.log(sum) - own;
}

function addOuter(
  gradient: Float64Array,
  values: Float64Array,
  from: number,
  width: number,
  residuals: Float64Array,
): void {
  const classes = residuals.length;
  for (let j = 0, at = 0; j < width; j++, at += classes) {
    const value = values[from + j];
    for (let k = 0; k < classes; k++) gradient[at + k] += value * residuals[k];
  }
  for (let k = 0; k < classes; k++) gradient[width * classes + k] += residuals[k];
}

/** How well coefficients predict the classes of rows: sum of cross entropies in nats, and how many are right. */
export function judge(
  x: Coefficients,
  { values, width, labels }: ClassedRows,
  classes: number,
): { loss: number; right: number } {
  const scores = new Float64Array(classes);
  let [loss, right] = [0, 0];
  labels.forEach((label, row) => {
    scoresOf(x, values, row * width, width, scores);
    const best = scores.reduce((top, score, k) => (score > scores[top] ? k : top), 0);
    if (best === label) right++;
    loss += toResiduals(scores, label);
  });
  return { loss, right };
}
