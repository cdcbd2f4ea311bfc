import { setImmediate as nextTurn } from 'node:timers/promises';
import { Confusion, figuresOf } from '../core/metrics';
import { layoutOf } from '../core/network/layers';
import { fitProbe, headPredictions, type LabelledFeatures, probedImages } from '../core/probe/linear-probe';
import { mirrorImages } from '../data/augment/mirror-images';
import type { PixelCache } from '../data/pixel-cache';
import type { Predictor } from '../engine/inference/predictor';
import { inferenceBatch } from './fit';
import { initialWeightsOf } from './initial-weights';
import type { LabelledImages, LinearProbeJob, TrainResult, TrainSpec } from './messages';
import { networkOf } from './network-of';
import { cleanPixels } from './pixels';
import { rowsOf } from './rows';
import { Cancelled, type Hooks } from './train';
import { saveInputs } from './train-inputs';
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
  const train = probed(inputs.labelled, spec, views);
  const looked = views * train.labels.length + (inputs.validation?.labels.length ?? 0);
  const cache = cleanPixels(job.cacheFolder, spec.model);
  const batch = inferenceBatch(spec.model, Math.min(spec.inferenceBatch, looked), hooks.room());
  const predictor = predictorOf(spec.model, batch, weights);
  try {
    const gather = gatherer(predictor, cache, hooks, looked);
    const labelled = await gather(train);
    const mirrored = mirrors ? (await gather(train, true)).features : undefined;
    const validation = inputs.validation && (await gather(inputs.validation));
    const seconds = (performance.now() - began) / 1000;
    const { head, lambda, chosenBy, accuracy, images } = fitProbe(labelled, spec.model.classes, {
      validation,
      seed: spec.seed,
      mirrored,
    });
    const figures =
      validation &&
      figuresOf(Confusion.of(headPredictions(head, validation), validation.labels, spec.model.classes));
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
      imagesPerSecond: looked / seconds,
      waitShare: 0,
      stoppedEarly: false,
      probe: { lambda, chosenBy, accuracy, images },
    };
  } finally {
    predictor.close();
    cache.close();
  }
}

/** The labelled images that the fit takes: the network looks at no others, and no others are in memory. */
function probed(
  { hashes, labels }: LabelledImages,
  { model, seed }: TrainSpec,
  views: number,
): LabelledImages {
  const rows = probedImages(labels, { width: networkOf(model).head, classes: model.classes, seed, views });
  if (rows.length === labels.length) return { hashes, labels };
  const own = new Uint8Array(rows.length * 32);
  rows.forEach((row, at) => {
    own.set(hashes.subarray(row * 32, (row + 1) * 32), at * 32);
  });
  return { hashes: own, labels: rows.map((row) => labels[row]) };
}

/** Features of sets of images, as they are or as a mirror shows them, a batch at a time. */
function gatherer(predictor: Predictor, cache: PixelCache, hooks: Hooks, total: number) {
  const began = performance.now();
  let done = 0;
  return async ({ hashes, labels }: LabelledImages, isMirrored = false): Promise<LabelledFeatures> => {
    const rows = rowsOf(cache, hashes);
    const { batch, arch } = predictor.settings;
    const features = new Float32Array(rows.length * arch.head);
    for (let from = 0; from < rows.length; from += batch) {
      await nextTurn();
      if (hooks.signal.aborted) throw new Cancelled();
      const part = rows.subarray(from, from + batch);
      const plain = cache.read(part);
      const pixels = isMirrored ? mirrorImages(plain, cache.size) : plain;
      features.set(predictor.predict(pixels).features, from * arch.head);
      done += part.length;
      const imagesPerSecond = done / ((performance.now() - began) / 1000);
      const secondsLeft = (total - done) / imagesPerSecond;
      hooks.progress({ phase: 'predicting', done, total, unit: 'images', imagesPerSecond, secondsLeft });
    }
    return { features, width: arch.head, labels };
  };
}
