import { vectorsInSearch } from '../numbers/lbfgs';
import { Random } from '../numbers/random';
import { basisOf, inBasis } from './row-space';
import { type ClassedRows, type Coefficients, fitSoftmax, judge } from './softmax-regression';

/** Features of images with their classes. */
export interface LabelledFeatures {
  /** `[images, width]` */
  readonly features: Float32Array;
  readonly width: number;
  /** `[images]` */
  readonly labels: Int32Array;
}

/** A linear classifier on features as they are. */
export interface LinearHead {
  /** `[width, classes]` */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface ProbeFit {
  readonly head: LinearHead;
  /** The strength of regularisation that was chosen. */
  readonly lambda: number;
  /** How it was chosen, and the share of images that were right there. */
  readonly chosenBy: 'validation' | 'folds';
  readonly accuracy: number;
  /** Images that the accuracy was measured on. */
  readonly images: number;
}

export interface ProbeOptions {
  /** What the strength of regularisation is chosen by. */
  readonly validation: LabelledFeatures | null;
  readonly seed: number;
  readonly mirrored?: Float32Array;
  /** Awaited before each fit, which may take seconds; an error that it throws ends the work. */
  readonly turn?: () => Promise<void>;
}

/** From strong to weak, half a decade a step; features have deviation 1. */
const lambdas = Array.from({ length: 11 }, (_, i) => 10 ** (1 - i / 2));

/** With fewer validation images than this, folds of the training images select better. */
const leastValidation = 100;
const mostFolds = 5;
/** With more images than this, a single held-out fold selects as well as five folds do with fewer. */
const manyImages = 500;
/** The most multiplications in one pass over all images; if there are too many images, some are drawn. */
const mostWork = 4e7;
const leastOfClass = 20;

/**
 * The linear probe: logistic regression on features of a network that does not learn. Features get mean 0 and deviation 1 first; the
 * strength of the regularisation is the one with the least cross entropy on the validation images or, if these are few, over stratified
 * folds. `mirrored` are features of the mirrored images, in the same order: the probe learns from them as well, but the strength is chosen
 * without them. The result depends only on the numbers and the seed.
 */
export async function fitProbe(
  labelled: LabelledFeatures,
  classes: number,
  { validation, seed, mirrored, turn }: ProbeOptions,
): Promise<ProbeFit> {
  const seen = mirrored ? twice(labelled, mirrored) : labelled;
  const scale = scaleOf(seen);
  const scaled = scaledBy(scale, seen);
  const basis = basisFor(scaled);
  const rows = reduced(scaled, basis);
  const byValidation = validation !== null && validation.labels.length >= leastValidation;
  const judged = await path(
    byValidation
      ? [{ rows, others: reduced(scaledBy(scale, validation), basis) }]
      : folded(rows, labelled.labels, classes, seed),
    classes,
    turn,
  );
  const images = judged[0].images;
  const best = judged.reduce((least, each, i) => (each.loss < judged[least].loss ? i : least), 0);
  const fitted = await downTo(best, rows, classes, turn);
  return {
    head: headOf(expanded(fitted, basis, classes), scale, classes),
    lambda: lambdas[best],
    chosenBy: byValidation ? 'validation' : 'folds',
    accuracy: judged[best].right / images,
    images,
  };
}

/** The fit at one strength of `lambdas`, without choosing. */
export function fitAt(labelled: LabelledFeatures, classes: number, lambda: number): LinearHead {
  const scale = scaleOf(labelled);
  const scaled = scaledBy(scale, labelled);
  const basis = basisFor(scaled);
  return headOf(
    expanded(fitSoftmax(reduced(scaled, basis), classes, lambda), basis, classes),
    scale,
    classes,
  );
}

type Judged = ReturnType<typeof judge> & { readonly images: number };

/** Rows to fit on, and others to judge the fit by. */
interface Held {
  readonly rows: ClassedRows;
  readonly others: ClassedRows;
}

/** After this many strengths that are worse than the best, weaker ones are worse still and take longer. */
const mostWorse = 3;

/**
 * The quality of each strength on the held-out rows, from the strongest to where weaker ones no longer help.
 */
async function path(held: readonly Held[], classes: number, turn?: ProbeOptions['turn']): Promise<Judged[]> {
  const at: (Coefficients | undefined)[] = held.map(() => undefined);
  const judged: Judged[] = [];
  let best = 0;
  for (const [i, lambda] of lambdas.entries()) {
    const sum = { loss: 0, right: 0, images: 0 };
    for (const [part, { rows, others }] of held.entries()) {
      await turn?.();
      const fitted = fitSoftmax(rows, classes, lambda, at[part]);
      at[part] = fitted;
      const { loss, right } = judge(fitted, others, classes);
      sum.loss += loss;
      sum.right += right;
      sum.images += others.labels.length;
    }
    judged.push(sum);
    if (sum.loss < judged[best].loss) best = i;
    if (i - best >= mostWorse) break;
  }
  return judged;
}

/** The fit at one strength, reached by fits at the stronger ones. */
async function downTo(
  last: number,
  rows: ClassedRows,
  classes: number,
  turn?: ProbeOptions['turn'],
): Promise<Coefficients> {
  let x: Coefficients = new Float64Array((rows.width + 1) * classes);
  for (const lambda of lambdas.slice(0, last + 1)) {
    await turn?.();
    x = fitSoftmax(rows, classes, lambda, x);
  }
  return x;
}

/**
 * Parts of the images, each of which is judged by a fit on the rest; only one part if there are many images. `rows` are the images of
 * `labels`, possibly followed by their mirror images; an image and its mirror image are in the same part.
 */
function folded(rows: ClassedRows, labels: Int32Array, classes: number, seed: number): Held[] {
  const images = labels.length;
  const count = Math.min(mostFolds, Math.max(2, Math.floor(images / classes)));
  const folds = foldsOf(labels, classes, count, seed);
  return Array.from({ length: images > manyImages ? 1 : count }, (_, fold) => ({
    rows: chosen(rows, (row) => folds[row % images] !== fold),
    others: chosen(rows, (row) => row < images && folds[row] === fold),
  }));
}

/** The images, followed by their mirror images. */
function twice({ features, width, labels }: LabelledFeatures, mirrored: Float32Array): LabelledFeatures {
  const both = new Float32Array(2 * features.length);
  both.set(features);
  both.set(mirrored, features.length);
  return { features: both, width, labels: Int32Array.from([...labels, ...labels]) };
}

/** The most images that a fit takes. */
export function mostProbed({
  width,
  classes,
  views = 1,
}: {
  width: number;
  classes: number;
  views?: number;
}): number {
  return Math.max(leastOfClass * classes, Math.floor(mostWork / (views * width * classes)));
}

/**
 * The images that a fit takes, in their order: all of them if there is time, otherwise about the same share of every class. Features,
 * `width` for each of `views` views, are needed only for these.
 */
export function probedImages(
  labels: Int32Array,
  { width, classes, seed, views = 1 }: { width: number; classes: number; seed: number; views?: number },
): Int32Array {
  const most = mostProbed({ width, classes, views });
  const all = Int32Array.from(labels.keys());
  if (labels.length <= most) return all;
  const share = foldsOf(labels, classes, Math.ceil(labels.length / most), seed);
  return all.filter((row) => share[row] === 0);
}

/** One of `count` folds for each image, drawn so that every class is spread evenly over them. */
export function foldsOf(labels: Int32Array, classes: number, count: number, seed: number): Int32Array {
  const folds = new Int32Array(labels.length);
  let next = 0;
  const byClass: number[][] = Array.from({ length: classes }, () => []);
  labels.forEach((label, row) => {
    byClass[label].push(row);
  });
  for (const [label, own] of byClass.entries())
    for (const row of new Random(seed, 0x9b, label).shuffle(own)) folds[row] = next++ % count;
  return folds;
}

function chosen({ values, width, labels }: ClassedRows, keep: (row: number) => boolean): ClassedRows {
  const rows = [...labels.keys()].filter(keep);
  const out = new Float64Array(rows.length * width);
  rows.forEach((row, at) => {
    out.set(values.subarray(row * width, (row + 1) * width), at * width);
  });
  return { values: out, width, labels: Int32Array.from(rows, (row) => labels[row]) };
}

interface Scale {
  readonly mean: Float64Array;
  /** One over the deviation; 0 for a feature that never changes. */
  readonly factor: Float64Array;
}

function scaleOf({ features, width, labels }: LabelledFeatures): Scale {
  const [mean, square] = [new Float64Array(width), new Float64Array(width)];
  const count = labels.length;
  for (let i = 0; i < features.length; i++) mean[i % width] += features[i] / count;
  for (let i = 0; i < features.length; i++) square[i % width] += (features[i] - mean[i % width]) ** 2 / count;
  return { mean, factor: square.map((each) => (each > 1e-12 ? 1 / Math.sqrt(each) : 0)) };
}

function scaledBy({ mean, factor }: Scale, { features, width, labels }: LabelledFeatures): ClassedRows {
  const values = Float64Array.from(features, (value, i) => (value - mean[i % width]) * factor[i % width]);
  return { values, width, labels };
}

/** A basis that needs fewer numbers a row for the same fit, if there are fewer rows than numbers; null otherwise. */
type Basis = ReturnType<typeof basisOf> | null;

function basisFor({ values, width, labels }: ClassedRows): Basis {
  if (labels.length >= width) return null;
  const basis = basisOf(values, labels.length, width);
  // Features that are the same for all images span nothing.
  return basis.rank > 0 ? basis : null;
}

function reduced(rows: ClassedRows, basis: Basis): ClassedRows {
  if (!basis) return rows;
  const { values, width, labels } = rows;
  return {
    values: inBasis(values, labels.length, width, basis.basis, basis.rank),
    width: basis.rank,
    labels,
  };
}

/** Coefficients on the features from those on coordinates. */
function expanded(x: Coefficients, basis: Basis, classes: number): Coefficients {
  if (!basis) return x;
  const width = basis.basis.length / basis.rank;
  const out = new Float64Array((width + 1) * classes);
  for (let i = 0; i < basis.rank; i++)
    for (let j = 0; j < width; j++) {
      const share = basis.basis[i * width + j];
      for (let k = 0; k < classes; k++) out[j * classes + k] += share * x[i * classes + k];
    }
  out.set(x.subarray(basis.rank * classes), width * classes);
  return out;
}

/**
 * The bytes that `fitProbe` takes for `images` images of `views` views and `validation` ones, beside the network that looks at them: their
 * features as they are, scaled, and divided into parts, and the vectors of a search.
 */
export function probeBytes({
  images,
  views,
  validation,
  width,
  classes,
}: {
  images: number;
  views: number;
  validation: number;
  width: number;
  classes: number;
}): number {
  const [single, double] = [Float32Array.BYTES_PER_ELEMENT, Float64Array.BYTES_PER_ELEMENT];
  const mirrored = views > 1 ? single * (views - 1 + views) : 0;
  const features = images * (single + mirrored + 2 * views * double) + validation * (single + double);
  // With fewer rows than features a fit has as many numbers as rows; at its end it has one for each feature again.
  const searched = vectorsInSearch * Math.min(width, images * views) + 2 * width;
  return features * width + double * classes * searched;
}

/** Converts a fit on scaled features to a classifier of features as they are. */
function headOf(x: Coefficients, { mean, factor }: Scale, classes: number): LinearHead {
  const width = mean.length;
  const weights = new Float32Array(width * classes);
  const bias = x.slice(width * classes);
  for (let i = 0; i < weights.length; i++) {
    const at = Math.floor(i / classes);
    const weight = x[i] * factor[at];
    weights[i] = weight;
    bias[i % classes] -= mean[at] * weight;
  }
  return { weights, bias: Float32Array.from(bias) };
}

/** The outputs of a head for each image, `[images, classes]`. */
export function headLogits(head: LinearHead, images: LabelledFeatures): Float32Array {
  const classes = head.bias.length;
  const logits = new Float32Array(images.labels.length * classes);
  for (const [row, scores] of scoresOf(head, images)) logits.set(scores, row * classes);
  return logits;
}

/** Yields the outputs of a head for each image, `[classes]`, in an array that the next image overwrites. */
function* scoresOf(
  { weights, bias }: LinearHead,
  images: LabelledFeatures,
): Generator<[number, Float64Array]> {
  const { features, width, labels } = images;
  const classes = bias.length;
  const scores = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    scores.set(bias);
    for (let j = 0; j < width; j++)
      for (let k = 0; k < classes; k++) scores[k] += features[row * width + j] * weights[j * classes + k];
    yield [row, scores];
  }
}

/** The class that a head predicts for each image. */
export function headPredictions(head: LinearHead, images: LabelledFeatures): Int32Array {
  const predicted = new Int32Array(images.labels.length);
  for (const [row, scores] of scoresOf(head, images))
    predicted[row] = scores.reduce((top, score, k) => (score > scores[top] ? k : top), 0);
  return predicted;
}
