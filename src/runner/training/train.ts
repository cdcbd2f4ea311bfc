import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { StudioError } from '../../core/errors';
import { learningRateAt } from '../../core/schedule';
import type { CurvePoint } from '../../core/stored/runs';
import { note } from '../../core/words/notes';
import { leastPart } from '../../core/workload/memory';
import { BatchLoader } from '../../data/batches/batch-loader';
import type { Weights } from '../../engine/models/folded-layers';
import { saveBatch } from '../../engine/training/bad-batch';
import { type TrainBatch, Trainer } from '../../engine/training/trainer';
import { removeUnfinished } from '../../files/durable/durable';
import type { Hooks, Room } from '../job/hooks';
import type { LabelledImages, TrainJob, TrainResult, TrainSpec } from '../job/messages';
import { Cancelled } from '../job/turn';
import {
  batchesAhead,
  type FittedBatch,
  type TrainingRoom,
  tensorFlowBatch,
  trainingBatch,
} from '../memory/fit';
import { restOf } from '../memory/job-room';
import { peakMemory, restartPeak } from '../memory/peak-memory';
import { trainingPixels } from '../model/pixels';
import { emaDecayAt, lengthOf, settingsOf, type TrainSteps } from '../model/train-settings';
import { writeWeights } from '../model/weights-file';
import { initialWeightsOf } from './initial-weights';
import { JointPlan } from './joint-plan';
import { precisionOf } from './precision';
import { loadInputs, saveInputs, wholeInputs } from './train-inputs';
import {
  dropPrevious,
  freshSums,
  newProgress,
  restoreProgress,
  saveProgress,
  storedParts,
  type TrainProgress,
} from './train-state';
import { Validator } from './validation';

/**
 * One training, from its inputs to its weights: in each step the joint batch, its noise and the traced step,
 * and at intervals a validation and a checkpoint. Resuming from a checkpoint gives the same weights, on a
 * processor bit by bit.
 */
export async function train(job: TrainJob, hooks: Hooks): Promise<TrainResult> {
  const { folder } = job;
  restartPeak();
  hooks.progress({
    phase: 'preparing',
    done: 0,
    total: 1,
    unit: 'steps',
    imagesPerSecond: 0,
    secondsLeft: null,
  });
  if (existsSync(folder)) removeUnfinished(folder);
  if (job.fresh)
    saveInputs(folder, { ...job.fresh.spec, rateRule: 'step-size' }, wholeInputs(job.fresh.inputs));
  const { spec, inputs } = loadInputs(folder);
  const plan = JointPlan.over(job.cacheFolder, spec, inputs, folder);
  const opened: Opened[] = [plan];
  try {
    const began = storedParts(folder);
    const most = Math.min(job.mostAtOnce ?? plan.batch, began ?? plan.batch);
    const validates = inputs.validation !== null;
    const { precision, note: why } = precisionOf(spec);
    if (why) hooks.note(why);
    const fitted = fitTraining(spec, plan.batch, { most, began, validates, precision }, hooks);
    const validator = inputs.validation
      ? validatorOf(job, spec, inputs.validation, restOf(hooks.room, fitted.left))
      : null;
    if (validator) opened.push(validator);
    const trainer = new Trainer(
      settingsOf(spec, { poolImages: plan.poolImages, precision, recompute: fitted.recompute }),
      fitted.inParts ? fitted.atOnce : undefined,
    );
    opened.push(trainer);
    const length = lengthOf(spec, inputs.labelled.labels.length);
    const state = begin(folder, spec, trainer, fitted.atOnce, hooks);
    const loader = new BatchLoader({
      cacheFolder: job.cacheFolder,
      pixels: trainingPixels(spec),
      imageSize: spec.model.imageSize,
      noises: plan.noises,
      workers: job.workers,
      firstStep: trainer.step,
      lastStep: length.steps,
      ahead: fitted.ahead,
      plan: (step) => plan.images(step),
    });
    opened.push(loader);
    const stoppedEarly = await loop({
      folder,
      spec,
      plan,
      trainer,
      validator,
      loader,
      state,
      length,
      hooks,
    });
    return { ...finish(folder, spec, trainer, state, stoppedEarly), images: trainer.step * plan.batch };
  } finally {
    await closeAll(opened);
  }
}

/** A resource that a job has open. */
export interface Opened {
  close(): void | Promise<void>;
}

/** Closes resources in reverse order, for a training that is refused when only some of them are open. */
export async function closeAll(opened: Opened[]): Promise<void> {
  for (const each of opened.reverse()) await each.close();
}

/**
 * Fits the batch into memory: whole, or in parts, which is reported. At most `most` images are allowed at a
 * time; a resumed training keeps the number in `began`.
 */
export function fitTraining(
  spec: TrainSpec,
  batch: number,
  limits: Omit<TrainingRoom, 'ahead'>,
  hooks: Pick<Hooks, 'room' | 'note' | 'fitted'>,
): FittedBatch & { readonly inParts: boolean; readonly ahead: number } {
  const { began } = limits;
  const ahead = batchesAhead(spec.model, batch);
  const fitted = trainingBatch(spec, batch, { ...limits, ahead }, hooks.room);
  const { atOnce, recompute } = fitted;
  const inParts = atOnce < batch;
  hooks.fitted(atOnce);
  if (began !== undefined && began !== atOnce) hooks.note(note('other-parts', { began, part: atOnce }));
  else if (inParts) hooks.note(note('batch-in-parts', { batch, part: atOnce }));
  if (recompute && !spec.training.gradientCheckpointing)
    hooks.note(note('gradient-checkpointing', { part: Math.min(batch, began ?? leastPart) }));
  return { ...fitted, inParts, ahead };
}

/** The validator, which must fit beside the trainer. */
function validatorOf(job: TrainJob, spec: TrainSpec, validation: LabelledImages, room: Room): Validator {
  const most = Math.min(spec.inferenceBatch, validation.labels.length);
  return new Validator(job.cacheFolder, spec.model, validation, tensorFlowBatch(spec.model, most, room));
}

/** The trainer at its last checkpoint, or at its start. */
function begin(
  folder: string,
  spec: TrainSpec,
  trainer: Trainer,
  atOnce: number,
  hooks: Hooks,
): TrainProgress {
  const restored = restoreProgress(folder, trainer, hooks.note);
  if (restored) return { ...restored, atOnce };
  const initial = initialWeightsOf(spec, folder);
  if (initial) trainer.setWeights(initial);
  return newProgress(atOnce);
}

interface Loop {
  readonly folder: string;
  readonly spec: TrainSpec;
  readonly plan: JointPlan;
  readonly trainer: Trainer;
  readonly validator: Validator | null;
  readonly loader: BatchLoader;
  readonly state: TrainProgress;
  readonly length: TrainSteps;
  readonly hooks: Hooks;
}

/** Runs the remaining steps; returns whether the training was stopped early. */
async function loop(run: Loop): Promise<boolean> {
  const { folder, spec, trainer, state, hooks } = run;
  const { steps } = run.length;
  const { training } = spec;
  const first = trainer.step;
  while (trainer.step < steps) {
    // Lets messages in, because a step blocks the process.
    await nextTurn();
    if (hooks.signal.aborted) {
      saveProgress(folder, trainer, state);
      throw new Cancelled();
    }
    await step(run, first);
    const done = trainer.step;
    const last = done === steps;
    if (last || done % training.validateEvery === 0) {
      const point = validate(run);
      hooks.point(point);
      if (training.earlyStop.patience !== null && state.sinceBest >= training.earlyStop.patience) return true;
    }
    if (!last && done % training.checkpointEvery === 0) {
      saveProgress(folder, trainer, state);
      hooks.checkpoint(done);
    }
  }
  return false;
}

/** Trains on the next batch; `first` is the step with which this process began. */
async function step(
  { folder, spec, plan, trainer, loader, state, length, hooks }: Loop,
  first: number,
): Promise<void> {
  const index = trainer.step;
  const began = performance.now();
  const { images } = await loader.next();
  const waited = performance.now();
  const batch: TrainBatch = {
    images,
    targets: plan.targets(index),
    weights: plan.weights(index, length.steps),
    places: plan.places(index),
    labelled: plan.labelledBatch,
    learningRate: rateAt(spec, plan, index, length),
    emaDecay: emaDecayAt(spec, index),
  };
  const { loss, predicted } = trainOrKeepBatch(trainer, batch, folder);
  const labels = plan.labels(index);
  state.lossSum += loss;
  for (let i = 0; i < labels.length; i++) if (predicted[i] === labels[i]) state.right++;
  state.labelledSeen += labels.length;
  state.steps++;
  state.images += plan.batch;
  state.waitSeconds += (waited - began) / 1000;
  state.seconds += (performance.now() - began) / 1000;
  hooks.progress({
    phase: 'training',
    done: trainer.step,
    total: length.steps,
    unit: 'steps',
    imagesPerSecond: state.images / state.seconds,
    // The first step makes the graph, which takes as long as many steps.
    secondsLeft: index === first ? null : ((length.steps - trainer.step) * state.seconds) / state.steps,
    waitShare: state.waitSeconds / state.seconds,
    loss,
    learningRate: batch.learningRate,
  });
}

/** The learning rate of a step; a part of the schedule may lie before the training. */
function rateAt({ training }: TrainSpec, { peakRate }: JointPlan, step: number, length: TrainSteps): number {
  const { before, steps, perEpoch } = length;
  return learningRateAt(training, peakRate, before + step, before + steps, perEpoch);
}

/** Trains on a batch; one that makes the training fail is stored for inspection. */
function trainOrKeepBatch(trainer: Trainer, batch: TrainBatch, folder: string) {
  try {
    return trainer.train(batch);
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'step-not-finite') throw error;
    const file = join(folder, 'bad-batch.safetensors');
    saveBatch(file, batch);
    throw new StudioError('loss-not-finite', { ...error.values, file }, { cause: error });
  }
}

/**
 * Evaluates the validation images, adds a point to the curve and stores the best weights if the recipe stops
 * early.
 */
function validate({ spec, plan, trainer, validator, state, length }: Loop): CurvePoint {
  const weights = validator ? trainer.weights() : null;
  const measured = validator && weights ? validator.measure(weights) : null;
  const point: CurvePoint = {
    step: trainer.step,
    trainLoss: state.lossSum / state.steps,
    trainAccuracy: state.right / state.labelledSeen,
    validationLoss: measured?.loss ?? null,
    validationAccuracy: measured?.figures.accuracy.value ?? null,
    learningRate: rateAt(spec, plan, trainer.step - 1, length),
    seconds: state.seconds,
    imagesPerSecond: (state.steps * plan.batch) / state.seconds,
    waitShare: state.waitSeconds / state.seconds,
  };
  state.curve.push(point);
  state.figures = measured?.figures ?? null;
  if (measured && spec.training.earlyStop.patience !== null) {
    const now = measured.figures[spec.chooseBy ?? 'accuracy'].value ?? Number.NEGATIVE_INFINITY;
    const better = now > state.best;
    state.sinceBest = better ? 0 : state.sinceBest + 1;
    if (better) {
      state.best = now;
      state.bestWeights = weights;
      state.bestFigures = measured.figures;
    }
  }
  Object.assign(state, freshSums());
  return point;
}

function finish(
  folder: string,
  spec: TrainSpec,
  trainer: Trainer,
  state: TrainProgress,
  stoppedEarly: boolean,
): TrainResult {
  const weights: Weights = state.bestWeights ?? trainer.weights();
  const written = writeWeights(folder, spec, weights, trainer.step);
  dropPrevious(folder);
  const sum = (of: (point: CurvePoint) => number) =>
    state.curve.reduce((total, point) => total + of(point), 0);
  const seconds = sum((point) => point.seconds);
  const validation = (state.bestWeights ? state.bestFigures : state.figures) ?? null;
  return {
    kind: 'train',
    model: spec.model,
    steps: trainer.step,
    ...written,
    validationAccuracy: validation?.accuracy.value ?? olderAccuracy(state),
    validation,
    seconds,
    imagesPerSecond: sum((point) => point.seconds * point.imagesPerSecond) / seconds,
    waitShare: sum((point) => point.seconds * point.waitShare) / seconds,
    stoppedEarly,
    peakBytes: peakMemory(),
  };
}

/** The validation accuracy in a checkpoint of a version that stored only accuracies. */
function olderAccuracy(state: TrainProgress): number | null {
  if (state.bestWeights) return state.best;
  return state.curve[state.curve.length - 1]?.validationAccuracy ?? null;
}
