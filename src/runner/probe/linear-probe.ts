import { ConfusionCounts, figuresOf } from '../../core/metrics';
import { layoutOf } from '../../core/network/layers';
import { isEncoder } from '../../core/network/model-spec';
import { type CrossValidation, crossValidate } from '../../core/probe/cross-validate';
import {
  fitProbe,
  headPredictions,
  type LabelledFeatures,
  type LinearHead,
} from '../../core/probe/linear-probe';
import { mirrorImages } from '../../data/augment/crops/mirror-images';
import type { PixelCache } from '../../data/cache/pixel-cache';
import type { Weights } from '../../engine/models/folded-layers';
import type { Hooks } from '../job/hooks';
import type { LabelledImages, LinearProbeJob, TrainResult } from '../job/messages';
import { takeTurn } from '../job/turn';
import { inferenceBatch, roomForProbe } from '../memory/fit';
import { featuresOf, headNames, type ModelPredictor } from '../model/model';
import { openModel } from '../model/model-predictor';
import { networkOf } from '../model/network-of';
import { noteRuntime } from '../model/note-runtime';
import { cleanPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';
import { writeHead, writeWeights } from '../model/weights-file';
import { initialWeightsOf } from '../training/initial-weights';
import { saveInputs } from '../training/train-inputs';
import { parted } from './probed-images';

/**
 * The first model of an experiment, in seconds: frozen pretrained weights or a frozen encoder, and a
 * classifier fitted on their features of the labelled images. With pretrained weights the whole network is
 * written, as after a training; with an encoder, which stays in the library, only the classifier.
 */
export async function linearProbe(job: LinearProbeJob, hooks: Hooks): Promise<TrainResult> {
  const { folder, spec, inputs } = job;
  const began = performance.now();
  saveInputs(folder, spec, inputs);
  const weights = isEncoder(spec.model) ? undefined : pretrained(job);
  const mirrors = spec.noise?.flip === true;
  const views = mirrors ? 2 : 1;
  const train = parted(inputs.labelled, spec, views).probed;
  const validation = inputs.validation && parted(inputs.validation, spec, 1);
  const looked = views * train.labels.length + (inputs.validation?.labels.length ?? 0);
  roomForProbe(
    {
      ...{ images: train.labels.length, views, validation: validation?.probed.labels.length ?? 0 },
      ...{ width: featuresOf(spec.model), classes: spec.model.classes },
    },
    hooks.room,
  );
  const cache = cleanPixels(job.cacheFolder, spec.model);
  const batch = inferenceBatch(spec.model, Math.min(spec.inferenceBatch, looked), hooks.room);
  hooks.fitted(batch);
  const predictor = await openModel(spec.model, batch, { weights, encoder: job.encoder });
  try {
    await noteRuntime(spec.model, predictor, hooks);
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
    const confusion = new ConfusionCounts(spec.model.classes);
    if (choosing) countInto(confusion, head, choosing);
    if (validation) for await (const piece of look.pieces(validation.rest)) countInto(confusion, head, piece);
    const figures = validation && figuresOf(confusion);
    return {
      kind: 'train',
      model: spec.model,
      steps: 0,
      ...written(job, head, weights),
      validationAccuracy: figures?.accuracy.value ?? null,
      validation: figures,
      seconds: (performance.now() - began) / 1000,
      imagesPerSecond: look.imagesPerSecond,
      waitShare: 0,
      stoppedEarly: false,
      probe: { lambda, chosenBy, accuracy, images, folds: await byFolds(job, labelled, choosing, hooks) },
    };
  } finally {
    await predictor.close();
    cache.close();
  }
}

/**
 * The probe's metrics by folds of all labelled images, without mirrored ones; undefined if they were not asked
 * for, or if the fit used only some of the images.
 */
async function byFolds(
  { folds, spec, inputs }: LinearProbeJob,
  labelled: LabelledFeatures,
  validation: LabelledFeatures | null,
  hooks: Hooks,
): Promise<CrossValidation | undefined> {
  const isWhole =
    labelled.labels.length === inputs.labelled.labels.length &&
    validation?.labels.length === inputs.validation?.labels.length;
  if (!folds || !isWhole) return undefined;
  const all: LabelledFeatures = {
    features: Float32Array.from([...labelled.features, ...(validation?.features ?? [])]),
    width: labelled.width,
    labels: Int32Array.from([...labelled.labels, ...(validation?.labels ?? [])]),
  };
  return crossValidate(all, spec.model.classes, {
    folds: folds.count,
    seed: spec.seed,
    groups: folds.groups,
    turn: () => takeTurn(hooks.signal),
  });
}

function pretrained({ spec, folder }: LinearProbeJob): Weights {
  const { model } = spec;
  const weights = isEncoder(model) ? null : initialWeightsOf({ ...spec, model }, folder);
  if (!weights) throw new Error('A linear probe needs weights that were trained before.');
  return weights;
}

function written(
  { folder, spec: { model } }: LinearProbeJob,
  { weights: weight, bias }: LinearHead,
  weights: Weights | undefined,
): Pick<TrainResult, 'weights' | 'weightsHash'> {
  if (isEncoder(model) || !weights) {
    const head = new Map([
      [headNames.weight, weight],
      [headNames.bias, bias],
    ]);
    return writeHead(folder, model, head);
  }
  const { name } = layoutOf(networkOf(model), model.classes).classifier;
  const all = new Map([...weights, [`${name}.weight`, weight], [`${name}.bias`, bias]]);
  return writeWeights(folder, { model }, all, 0);
}

/** Adds a classifier's predictions to a confusion matrix. */
function countInto(confusion: ConfusionCounts, head: LinearHead, images: LabelledFeatures): void {
  const predicted = headPredictions(head, images);
  for (const [i, label] of images.labels.entries()) confusion.add(label, predicted[i], 1);
}

/** Computes features of sets of images, plain or mirrored, batch by batch with progress. */
class Look {
  #done = 0;
  #seconds = 0;

  constructor(
    private readonly predictor: ModelPredictor,
    private readonly cache: PixelCache,
    private readonly hooks: Hooks,
    private readonly total: number,
  ) {}

  get imagesPerSecond(): number {
    return this.#done / this.#seconds;
  }

  async *pieces({ hashes, labels }: LabelledImages, isMirrored = false): AsyncGenerator<LabelledFeatures> {
    const { predictor, cache, hooks, total } = this;
    const { batch, features: width } = predictor;
    const rows = rowsOf(cache, hashes);
    for (let from = 0; from < rows.length; from += batch) {
      await takeTurn(hooks.signal);
      const began = performance.now();
      const part = rows.subarray(from, from + batch);
      const plain = cache.read(part);
      const pixels = isMirrored ? mirrorImages(plain, cache.size) : plain;
      const { features } = await predictor.predict(pixels);
      this.#done += part.length;
      this.#seconds += (performance.now() - began) / 1000;
      const { imagesPerSecond } = this;
      const done = this.#done;
      // The first batch makes the graph, which takes as long as many images.
      const secondsLeft = done > part.length ? (total - done) / imagesPerSecond : null;
      hooks.progress({ phase: 'predicting', done, total, unit: 'images', imagesPerSecond, secondsLeft });
      yield { features, width, labels: labels.subarray(from, from + part.length) };
    }
  }

  async whole(images: LabelledImages, isMirrored = false): Promise<LabelledFeatures> {
    const width = this.predictor.features;
    const features = new Float32Array(images.labels.length * width);
    let at = 0;
    for await (const piece of this.pieces(images, isMirrored)) {
      features.set(piece.features, at);
      at += piece.features.length;
    }
    return { features, width, labels: images.labels };
  }
}
