import { BatchLoader } from '../../data/batches/batch-loader';
import { describeDevice } from '../../engine/runtime';
import { Trainer } from '../../engine/training/trainer';
import { residentBytes } from '../../files/memory/free-memory';
import type { Hooks } from '../job/hooks';
import type { TrainInputs, TrainSpec, TrialJob, TrialResult } from '../job/messages';
import { takeTurn } from '../job/turn';
import { batchesAhead, inferenceBatch } from '../memory/fit';
import { openModel } from '../model/model-predictor';
import { noteRuntime } from '../model/note-runtime';
import { cleanPixels, trainingPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';
import { settingsOf } from '../model/train-settings';
import { JointPlan } from './joint-plan';
import { precisionOf } from './precision';
import { closeAll, fitTraining, type Opened } from './train';
import { partOfLongStep } from './trial-part';

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

/** `peakBytes` is an estimate, if less was done than what was asked for. */
type Found = Omit<TrialResult, 'kind' | 'peakBytes'> & Partial<Pick<TrialResult, 'peakBytes'>>;

/**
 * Runs a few real training steps or prediction batches and measures the time of one; of steps that would take a processor longer than
 * `longest` seconds, it runs a part. Keeps no weights.
 */
export async function trial(job: TrialJob, hooks: Hooks, longest = mostSeconds): Promise<TrialResult> {
  const { work } = job;
  const { peakBytes = 0, ...found } =
    work.kind === 'train'
      ? await tryTraining(job, work.spec, work.inputs, hooks, longest)
      : await tryPredictions(job, work, hooks);
  // Node reports kilobytes on every system.
  const measured = process.resourceUsage().maxRSS * 1024;
  return { kind: 'trial', ...found, peakBytes: Math.max(measured, peakBytes) };
}

async function tryTraining(
  { cacheFolder, workers }: TrialJob,
  spec: TrainSpec,
  inputs: TrainInputs,
  hooks: Hooks,
  longest: number,
): Promise<Found> {
  const began = performance.now();
  const loaded = residentBytes('self') ?? 0;
  const whole = JointPlan.over(cacheFolder, spec, inputs, cacheFolder);
  const opened: Opened[] = [whole];
  try {
    const { batch } = whole;
    const { precision } = precisionOf(spec);
    const limits = { most: batch, validates: false, precision, asAsked: true };
    const fitted = fitTraining(spec, batch, limits, hooks);
    const { kind, cores } = describeDevice();
    const part = kind === 'cpu' ? partOfLongStep(spec, batch, { cores, mostSeconds: longest }) : null;
    const plan = part ? JointPlan.over(cacheFolder, part, inputs, cacheFolder) : whole;
    if (part) opened.push(plan);
    const { poolImages } = plan;
    const trainer = new Trainer(
      settingsOf(part ?? spec, { poolImages, precision, recompute: fitted.recompute }),
      fitted.inParts && !part ? fitted.atOnce : undefined,
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
      ahead: part ? batchesAhead(spec.model, plan.batch) : fitted.ahead,
      plan: (step) => plan.images(step),
    });
    opened.push(loader);
    let waited = 0;
    const found = await timed(began, plan.batch, hooks, async (step) => {
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
    const { units, startSeconds, secondsPerUnit } = found;
    const waitShare = waited / (secondsPerUnit * units);
    if (!part) return { startSeconds, secondsPerUnit, waitShare };
    const peakBytes = Number.isFinite(fitted.left) ? loaded + fitted.bytes : 0;
    return { startSeconds, secondsPerUnit: (secondsPerUnit * batch) / plan.batch, waitShare, peakBytes };
  } finally {
    await closeAll(opened);
  }
}

async function tryPredictions(
  { cacheFolder }: TrialJob,
  { model, encoder, batch: most, hashes }: Extract<TrialJob['work'], { kind: 'predict' }>,
  hooks: Hooks,
): Promise<Found> {
  const batch = inferenceBatch(model, most, hooks.room);
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
