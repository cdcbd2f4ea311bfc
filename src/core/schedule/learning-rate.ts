import type { TrainingLength, TrainingSettings } from '../recipe';

/** Optimizer steps in one pass over the labelled training images; not rounded, as in the released code. */
export function stepsPerEpoch(labelledImages: number, labelledBatch: number): number {
  return labelledImages / labelledBatch;
}

/** Optimizer steps of a training, at least 1. */
export function stepsOf(length: TrainingLength, perEpoch: number): number {
  const steps = length.unit === 'steps' ? length.amount : length.amount * perEpoch;
  return Math.max(1, Math.round(steps));
}

/** The learning rate of `step`, counted from 0, in a training of `totalSteps`; `peak` is the rate before any schedule (`stepSize`). */
export function learningRateAt(
  { schedule }: Pick<TrainingSettings, 'schedule'>,
  peak: number,
  step: number,
  totalSteps: number,
  perEpoch: number,
): number {
  const { kind, warmupEpochs, decay, decayEpochs } = schedule;
  if (kind === 'onecycle') return peak * oneCycle(step, totalSteps);
  // Whole steps as in the released code; a short training keeps at least half of its steps for the decay.
  const warmupSteps = Math.min(Math.floor(warmupEpochs * perEpoch), Math.floor(totalSteps / 2));
  if (step < warmupSteps) return (peak * step) / warmupSteps;
  if (kind === 'exponential') return peak * decay ** Math.floor(step / (perEpoch * decayEpochs));
  return peak * halfCosine((step - warmupSteps) / Math.max(1, totalSteps - warmupSteps));
}

/** From 1 at progress 0 to 0 at progress 1. */
function halfCosine(progress: number): number {
  return 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
}

/** Start at 1/25 of the peak, reach it after 30 % of the steps, end at a ten-thousandth of the start. */
const cycle = { start: 1 / 25, end: 1 / 25 / 1e4, rise: 0.3 };

/** Factor of the peak (Smith and Topin 2018, with the cosine arms and defaults of PyTorch's OneCycleLR). */
function oneCycle(step: number, totalSteps: number): number {
  const top = cycle.rise * totalSteps - 1;
  const last = totalSteps - 1;
  const from = Math.max(0, top);
  const between = (start: number, end: number, progress: number) =>
    end + (start - end) * halfCosine(progress);
  if (step <= top) return between(cycle.start, 1, top > 0 ? step / top : 1);
  return between(1, cycle.end, last > from ? (step - from) / (last - from) : 1);
}
