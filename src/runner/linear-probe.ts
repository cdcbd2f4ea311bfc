import { Confusion, figuresOf } from '../core/metrics';
import { layoutOf } from '../core/network/layers';
import {
  fitProbe,
  headPredictions,
  type LabelledFeatures,
  type LinearHead,
} from '../core/probe/linear-probe';
import { mirrorImages } from '../data/augment/mirror-images';
import type { PixelCache } from '../data/pixel-cache';
import type { Predictor } from '../engine/inference/predictor';
import { inferenceBatch } from './fit';
import { initialWeightsOf } from './initial-weights';
import type { LabelledImages, LinearProbeJob, TrainResult } from './messages';
import { networkOf } from './network-of';
import { cleanPixels } from './pixels';
import { parted } from './probed-images';
import { rowsOf } from './rows';
import type { Hooks } from './train';
import { saveInputs } from './train-inputs';
import { takeTurn } from './turn';
import { predictorOf } from './validation';
import { writeWeights } from './weights-file';

/**
 * The first model of an experiment, in seconds: pretrained weights that stay as they are, and a classifier fitted on the features that
 * they give of the labelled images. Its weights are those of a whole network, as a training leaves them.
 */
export async function linearProbe(job: LinearProbeJob, hooks: Hooks): Promise<TrainResult> {
  const { folder, spec, inputs } = job;
  const began = performance.now();
  saveInputs(folder, spec, inputs);
  const weights = initialWeightsOf(spec, folder);
  if (!weights) throw new Error('A linear probe needs weights that were trained before.');
  const mirrors = spec.noise?.flip === true;
  const views = mirrors ? 2 : 1;
  const train = parted(inputs.labelled, spec, views).probed;
  const validation = inputs.validation && parted(inputs.validation, spec, 1);
  const looked = views * train.labels.length + (inputs.validation?.labels.length ?? 0);
  const cache = cleanPixels(job.cacheFolder, spec.model);
  const batch = inferenceBatch(spec.model, Math.min(spec.inferenceBatch, looked), hooks.room());
  hooks.fitted(batch);
  const predictor = predictorOf(spec.model, batch, weights);
  try {
    const look = new Look(predictor, cache, hooks, looked);
    const labelled = await look.whole(train);
    const mirrored = mirrors ? (await look.whole(train, true)).features : undefined;
    const choosing = validation && (await look.whole(validation.probed));
    const { head, lambda, chosenBy, accuracy, images } = await fitProbe(labelled, spec.model.classes, {
      validation: choosing,
      seed: spec.seed,
      mirrored,
      turn: () => takeTurn(hooks.signal),
    });
    const confusion = new Confusion(spec.model.classes);
    if (choosing) countInto(confusion, head, choosing);
    if (validation) for await (const piece of look.pieces(validation.rest)) countInto(confusion, head, piece);
    const figures = validation && figuresOf(confusion);
    const { name } = layoutOf(networkOf(spec.model), spec.model.classes).classifier;
    weights.set(`${name}.weight`, head.weights).set(`${name}.bias`, head.bias);
    return {
      kind: 'train',
      model: spec.model,
      steps: 0,
      ...writeWeights(folder, spec, weights, 0),
      validationAccuracy: figures?.accuracy.value ?? null,
      validation: figures,
      seconds: (performance.now() - began) / 1000,
      imagesPerSecond: look.imagesPerSecond,
      waitShare: 0,
      stoppedEarly: false,
      probe: { lambda, chosenBy, accuracy, images },
    };
  } finally {
    predictor.close();
    cache.close();
  }
}

/** Counts what a classifier says of images. */
function countInto(confusion: Confusion, head: LinearHead, images: LabelledFeatures): void {
  const predicted = headPredictions(head, images);
  for (const [i, label] of images.labels.entries()) confusion.add(label, predicted[i], 1);
}

/** Features of sets of images, as they are or as a mirror shows them, a batch at a time, counting as it goes. */
class Look {
  #done = 0;
  #seconds = 0;

  constructor(
    private readonly predictor: Predictor,
    private readonly cache: PixelCache,
    private readonly hooks: Hooks,
    private readonly total: number,
  ) {}

  get imagesPerSecond(): number {
    return this.#done / this.#seconds;
  }

  async *pieces({ hashes, labels }: LabelledImages, isMirrored = false): AsyncGenerator<LabelledFeatures> {
    const { predictor, cache, hooks, total } = this;
    const { batch, arch } = predictor.settings;
    const rows = rowsOf(cache, hashes);
    for (let from = 0; from < rows.length; from += batch) {
      await takeTurn(hooks.signal);
      const began = performance.now();
      const part = rows.subarray(from, from + batch);
      const plain = cache.read(part);
      const { features } = predictor.predict(isMirrored ? mirrorImages(plain, cache.size) : plain);
      this.#done += part.length;
      this.#seconds += (performance.now() - began) / 1000;
      const { imagesPerSecond } = this;
      const done = this.#done;
      const secondsLeft = (total - done) / imagesPerSecond;
      hooks.progress({ phase: 'predicting', done, total, unit: 'images', imagesPerSecond, secondsLeft });
      yield { features, width: arch.head, labels: labels.subarray(from, from + part.length) };
    }
  }

  async whole(images: LabelledImages, isMirrored = false): Promise<LabelledFeatures> {
    const width = this.predictor.settings.arch.head;
    const features = new Float32Array(images.labels.length * width);
    let at = 0;
    for await (const piece of this.pieces(images, isMirrored)) {
      features.set(piece.features, at);
      at += piece.features.length;
    }
    return { features, width, labels: images.labels };
  }
}
