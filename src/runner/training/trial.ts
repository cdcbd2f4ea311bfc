import { BatchLoader } from '../../data/batches/batch-loader';
import { Trainer } from '../../engine/training/trainer';
import type { Hooks } from '../job/hooks';
import type { TrainInputs, TrainSpec, TrialJob, TrialResult } from '../job/messages';
import { takeTurn } from '../job/turn';
import { inferenceBatch } from '../memory/fit';
import { openModel } from '../model/model-predictor';
import { noteRuntime } from '../model/note-runtime';
import { cleanPixels, trainingPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';
import { settingsOf } from '../model/train-settings';
import { JointPlan } from './joint-plan';
import { precisionOf } from './precision';
import { closeAll, fitTraining, type Opened } from './train';

/**
 * The first unit includes tracing and allocation and is counted separately; then at least this many are
 * timed.
 */
const leastUnits = 3;
const leastSeconds = 2;
/** The timing takes no longer than this on a slow machine. */
const mostSeconds = 10;
const mostUnits = 200;
/** So small that random weights stay finite. */
const learningRate = 1e-6;

type Found = Omit<TrialResult, 'kind' | 'peakBytes'>;

/** Runs a few real training steps or prediction batches and measures the time of one. Keeps no weights. */
export async function trial(job: TrialJob, hooks: Hooks): Promise<TrialResult> {
  const { work } = job;
  const found =
    work.kind === 'train'
      ? await tryTraining(job, work.spec, work.inputs, hooks)
      : await tryPredictions(job, work, hooks);
  // Node reports kilobytes on every system.
  return { kind: 'trial', ...found, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

async function tryTraining(
  { cacheFolder, workers }: TrialJob,
  spec: TrainSpec,
  inputs: TrainInputs,
  hooks: Hooks,
): Promise<Found> {
  const began = performance.now();
  const plan = JointPlan.over(cacheFolder, spec, inputs, cacheFolder);
  const opened: Opened[] = [plan];
  try {
    const { batch } = plan;
    const { precision } = precisionOf(spec);
    const limits = { most: batch, validates: false, precision, asAsked: true };
    const { atOnce, inParts, recompute, ahead } = fitTraining(spec, batch, limits, hooks);
    const { poolImages } = plan;
    const trainer = new Trainer(
      settingsOf(spec, { poolImages, precision, recompute }),
      inParts ? atOnce : undefined,
    );
    opened.push(trainer);
    const loader = new BatchLoader({
      cacheFolder,
      pixels: trainingPixels(spec),
      imageSize: spec.model.imageSize,
      noises: plan.noises,
      workers,
      firstStep: 0,
      lastStep: mostUnits + 1,
      ahead,
      plan: (step) => plan.images(step),
    });
    opened.push(loader);
    let waited = 0;
    const found = await timed(began, batch, hooks, async (step) => {
      const asked = performance.now();
      const { images } = await loader.next();
      if (step > 0) waited += (performance.now() - asked) / 1000;
      trainer.train({
        images,
        targets: plan.targets(step),
        weights: plan.weights(step, mostUnits),
        places: plan.places(step),
        labelled: plan.labelledBatch,
        learningRate,
      });
    });
    const { units, ...times } = found;
    return { ...times, waitShare: waited / (times.secondsPerUnit * units) };
  } finally {
    await closeAll(opened);
  }
}

async function tryPredictions(
  { cacheFolder }: TrialJob,
  { model, encoder, batch: most, hashes }: Extract<TrialJob['work'], { kind: 'predict' }>,
  hooks: Hooks,
): Promise<Found> {
  const batch = inferenceBatch(model, most, hooks.room());
  const began = performance.now();
  const cache = cleanPixels(cacheFolder, model);
  const predictor = await openModel(model, batch, { encoder, alone: true });
  await noteRuntime(model, predictor, hooks);
  try {
    const rows = rowsOf(cache, hashes);
    const found = await timed(began, batch, hooks, async (step) => {
      const part = Int32Array.from({ length: batch }, (_, i) => rows[(step * batch + i) % rows.length]);
      await predictor.predict(cache.read(part));
    });
    const { startSeconds, secondsPerUnit } = found;
    return { startSeconds, secondsPerUnit: secondsPerUnit / batch, waitShare: 0 };
  } finally {
    await predictor.close();
    cache.close();
  }
}

/** Runs units until their time is known; the first one is not counted. */
async function timed(began: number, images: number, hooks: Hooks, unit: (step: number) => Promise<void>) {
  let startSeconds = 0;
  let seconds = 0;
  let units = -1;
  while (units < mostUnits && (units < leastUnits || seconds < leastSeconds)) {
    if (units > 0 && seconds > mostSeconds) break;
    await takeTurn(hooks.signal);
    const from = performance.now();
    await unit(units + 1);
    units++;
    if (units === 0) startSeconds = (performance.now() - began) / 1000;
    else seconds += (performance.now() - from) / 1000;
    hooks.progress({
      phase: 'training',
      done: Math.min(leastUnits, units),
      total: leastUnits,
      unit: 'steps',
      imagesPerSecond: units > 0 ? (units * images) / seconds : 0,
      secondsLeft: null,
    });
  }
  return { startSeconds, secondsPerUnit: seconds / units, units };
}
