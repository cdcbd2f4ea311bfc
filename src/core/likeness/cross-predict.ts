import { evenSteps } from '../calibration/odds';
import { fitTemperature, temperaturePrior } from '../calibration/temperature';
import { StudioError } from '../errors';
import { classDistances, fitMahalanobis, type MahalanobisModel } from '../ood';
import { stratifiedFolds } from '../sampling/folds';

/** Features of labelled images that are read some at a time. */
export interface FeatureRows {
  readonly width: number;
  /** `[images]` */
  readonly labels: Int32Array;
  /** Features of these images, `[rows, width]`. */
  read(rows: Int32Array): Float32Array;
}

/** Predictions for each image by a model that has not seen it. */
export interface CrossPredictions {
  readonly folds: number;
  /** -1 if there is no prediction: no other image of its class is outside its fold. */
  readonly predicted: Int32Array;
  /** Probability of the predicted class. */
  readonly confidence: Float32Array;
  /** Probability of the label. */
  readonly labelProbability: Float32Array;
}

export interface CrossOptions {
  readonly seed: number;
  /** Images of one group, near duplicates for example, are in one fold. */
  readonly groups?: ArrayLike<number>;
  /** Awaited before each fit, which may take seconds, and after each piece; an error that it throws ends the work. */
  readonly turn?: (done: number) => Promise<void>;
  /** Called with the probabilities of each image, `[classes]`, in an array that is overwritten afterwards. */
  readonly each?: (row: number, probabilities: Float32Array) => void;
}

const foldCount = 5;
/** Images that are read at a time. */
const piece = 4096;
/**
 * The squared distances are divided by this before the temperature is fitted: with 64 numbers an image they are so large that a probability
 * would often be rounded to 0, which no temperature can change.
 */
const warm = 4;

/**
 * Predicts each labelled image by linear discriminant analysis of the images of other folds: Gaussians of the classes with one covariance,
 * shrunk for few images (`fitMahalanobis`), and the shares of the classes. Its probabilities are too confident; one temperature, fitted on
 * predictions for images that the models did not learn from, corrects them on average. Only a piece of the images is in memory at a time.
 * Costs images x (classes x width + width^2) multiplications. Throws `too-few-groups`.
 */
export async function crossPredict(
  images: FeatureRows,
  classes: number,
  { seed, groups, turn, each }: CrossOptions,
): Promise<CrossPredictions> {
  const { labels } = images;
  const foldOf = stratifiedFolds(labels, { count: foldCount, seed, groups });
  const all = Int32Array.from(labels.keys());
  const models: (FoldModel | null)[] = [];
  for (let fold = 0; fold < foldCount; fold++) {
    await turn?.(0);
    models.push(
      fitted(
        images,
        all.filter((row) => foldOf[row] !== fold),
      ),
    );
  }
  await turn?.(0);
  const temperature = temperatureOf(images, classes, { foldOf, models });
  const predicted = new Int32Array(labels.length).fill(-1);
  const [confidence, labelProbability] = [0, 0].map(() => new Float32Array(labels.length));
  let done = 0;
  for (const [fold, model] of models.entries()) {
    const held = all.filter((row) => foldOf[row] === fold);
    for (const rows of pieces(held)) {
      for (const [row, said] of model ? predictions(images, rows, { classes, model, temperature }) : []) {
        if (!model?.knows(labels[row])) continue;
        each?.(row, said);
        let best = 0;
        for (let c = 1; c < classes; c++) if (said[c] > said[best]) best = c;
        predicted[row] = best;
        confidence[row] = said[best];
        labelProbability[row] = said[labels[row]];
      }
      done += rows.length;
      await turn?.(done);
    }
  }
  return { folds: foldCount, predicted, confidence, labelProbability };
}

interface FoldModel {
  readonly gaussians: MahalanobisModel;
  /** The classes that have images, ascending; the distances are to these. */
  readonly present: Int32Array;
  /** Twice the log of the share of each of them. */
  readonly priors: Float64Array;
  knows(label: number): boolean;
}

/** A model of the classes fitted on these rows; null if nothing can be learnt from them, for example because they do not differ. */
function fitted(images: FeatureRows, rows: Int32Array): FoldModel | null {
  const labels = labelsOf(images, rows);
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const present = Int32Array.from(counts.keys()).sort();
  const features = {
    *pieces() {
      for (const some of pieces(rows)) yield images.read(some);
    },
  };
  try {
    return {
      gaussians: fitMahalanobis(features, labels),
      present,
      priors: Float64Array.from(present, (label) => 2 * Math.log((counts.get(label) ?? 0) / rows.length)),
      knows: (label) => counts.has(label),
    };
  } catch (error) {
    if (error instanceof StudioError && nothingLearnt.includes(error.code)) return null;
    throw error;
  }
}

const nothingLearnt: readonly string[] = ['ood-fit-few', 'ood-fit-flat', 'ood-fit-singular'];

/** The temperature at which the labels are likeliest, fitted on images spread evenly over all. */
function temperatureOf(
  images: FeatureRows,
  classes: number,
  { foldOf, models }: { foldOf: Int32Array; models: readonly (FoldModel | null)[] },
): number {
  const { labels } = images;
  const known = Int32Array.from(labels.keys()).filter((row) => models[foldOf[row]]?.knows(labels[row]));
  const taken = evenSteps(known.length, classes).map((at) => known[at]);
  const probabilities = new Float32Array(taken.length * classes);
  const at = new Map(Array.from(taken, (row, i) => [row, i]));
  for (const [fold, model] of models.entries()) {
    if (!model) continue;
    const held = taken.filter((row) => foldOf[row] === fold);
    for (const rows of pieces(held))
      for (const [row, said] of predictions(images, rows, { classes, model, temperature: 1 }))
        probabilities.set(said, (at.get(row) ?? 0) * classes);
  }
  return fitTemperature({ probabilities, classes, labels: labelsOf(images, taken) }, temperaturePrior);
}

/** Yields each row with its probabilities, `[classes]`, in an array that the next row overwrites. */
function* predictions(
  images: FeatureRows,
  rows: Int32Array,
  {
    classes,
    model: { gaussians, present, priors },
    temperature,
  }: { classes: number; model: FoldModel; temperature: number },
): Generator<[number, Float32Array]> {
  const said = new Float32Array(classes);
  const scale = 2 * warm * temperature;
  for (const [i, distances] of classDistances(gaussians, images.read(rows))) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let c = 0; c < distances.length; c++) {
      distances[c] -= priors[c];
      nearest = Math.min(nearest, distances[c]);
    }
    let sum = 0;
    for (let c = 0; c < distances.length; c++) {
      distances[c] = Math.exp((nearest - distances[c]) / scale);
      sum += distances[c];
    }
    for (let c = 0; c < distances.length; c++) said[present[c]] = distances[c] / sum;
    yield [rows[i], said];
  }
}

function* pieces(rows: Int32Array): Generator<Int32Array> {
  for (let from = 0; from < rows.length; from += piece) yield rows.subarray(from, from + piece);
}

const labelsOf = ({ labels }: FeatureRows, rows: Int32Array): Int32Array => rows.map((row) => labels[row]);
