import type { InputNoise, Recipe, StudentSettings } from '../schema/schema';
import { optimizerDefaults } from './optimizer-defaults';
import { photosCpu, photosGpu } from './photo-presets';

const imageNetMean: Recipe['mean'] = [0.485, 0.456, 0.406];
const imageNetStd: Recipe['std'] = [0.229, 0.224, 0.225];

const l2: StudentSettings = { arch: 'l2', weights: 'none', size: null, dropout: 0.5, survival: 0.8 };
const imageNetNoise: InputNoise = {
  randAugment: { ops: 2, magnitude: 27, set: 'released' },
  flip: true,
  crop: 0,
  cropArea: 0.08,
  cropRatio: 0.75,
  interpolation: 'bicubic',
  cutout: 0,
  mixup: 0,
  cutmix: 0,
};

/**
 * The headline run: B7 teacher, three L2 students with 14, 14 and 28 pseudo-labelled images for each labelled one, 130,000 images a class
 * (the paper, sections 3.1 and 3.2; optimizer from the released code).
 */
const paperImageNet: Recipe = {
  name: 'paper-imagenet',
  method: 'noisy-student',
  imageSize: 475,
  fit: 'cover',
  cacheSide: 'auto',
  mean: imageNetMean,
  std: imageNetStd,
  validationShare: 0.01,
  poolShare: 1,
  teacher: { arch: 'b7', weights: 'none', size: null, dropout: 0.5, survival: 0.8 },
  students: [l2],
  iterations: 3,
  initialise: 'scratch',
  promote: 'newest',
  chooseBy: 'accuracy',
  order: 'joint',
  distillation: false,
  targets: 'soft',
  targetTemperature: 1,
  noise: { teacher: imageNetNoise, student: imageNetNoise },
  poolNoise: { randAugment: true, dropout: true, depth: true },
  labelling: { noise: false, views: 'auto', scales: [0.8, 1, 1.2], earlierModels: 0 },
  selection: {
    threshold: 0.3,
    classPrecision: null,
    ood: { score: 'none', contrast: false, keep: 0.95 },
    quota: 130_000,
    duplicate: true,
    maxCopies: null,
  },
  consistency: {
    threshold: 'auto',
    temperature: 'auto',
    weight: 'auto',
    rampUp: 'auto',
    teacherDecay: 'auto',
    stateDecay: 'auto',
    fairness: 'auto',
  },
  training: {
    optimizer: 'rmsprop',
    ...optimizerDefaults.rmsprop,
    layerDecay: 1,
    frozenStages: 0,
    schedule: { kind: 'exponential', warmupEpochs: 5, decay: 0.97, decayEpochs: 2.4 },
    classBalance: 'none',
    labelledBatch: 2048,
    unlabelledRatio: [14, 14, 28],
    lossWeight: 'sum-over-labelled',
    teacherLength: { amount: 350, unit: 'epochs' },
    studentLength: { amount: 350, unit: 'epochs' },
    labelSmoothing: 0.1,
    ema: 0.9999,
    gradientClip: null,
    batchNorm: { momentum: 0.99, epsilon: 1e-3 },
    precision: 'float32',
    gradientCheckpointing: false,
    earlyStop: { patience: null },
    validateEvery: 620,
    checkpointEvery: 620,
  },
  fineTune: { epochs: 'auto', rate: 0.1 },
  resolutionFix: { enabled: true, size: 800, epochs: 1.5 },
  inferenceBatch: 256,
};

const workstationNoise: InputNoise = {
  randAugment: { ops: 2, magnitude: 9, set: 'increasing' },
  flip: true,
  crop: 0,
  cropArea: 0.08,
  cropRatio: 0.75,
  interpolation: 'bicubic',
  cutout: 0,
  mixup: 0,
  cutmix: 0,
};

/** One GPU, photographs, thousands of labelled and up to a few hundred thousand unlabelled images. */
const workstation: Recipe = {
  ...paperImageNet,
  name: 'workstation',
  promote: 'best',
  imageSize: 224,
  validationShare: 0.1,
  teacher: { arch: 'b0', weights: 'none', size: null, dropout: 0.2, survival: 0.8 },
  students: [
    { arch: 'b1', weights: 'none', size: null, dropout: 0.3, survival: 0.8 },
    { arch: 'b2', weights: 'none', size: null, dropout: 0.4, survival: 0.8 },
  ],
  noise: { teacher: workstationNoise, student: workstationNoise },
  selection: {
    threshold: 0.3,
    classPrecision: null,
    ood: { score: 'mahalanobis', contrast: false, keep: 0.95 },
    quota: 'auto',
    duplicate: true,
    maxCopies: 20,
  },
  training: {
    ...paperImageNet.training,
    schedule: { kind: 'cosine', warmupEpochs: 5, decay: 0.97, decayEpochs: 2.4 },
    labelledBatch: 32,
    unlabelledRatio: [7],
    teacherLength: { amount: 200, unit: 'epochs' },
    studentLength: { amount: 200, unit: 'epochs' },
    ema: 0.999,
    validateEvery: 250,
    checkpointEvery: 500,
  },
  resolutionFix: { enabled: false, size: 288, epochs: 1.5 },
};

// Magnitude 3 of 10 is as strong as 9 of 31 bins, the usual setting of torchvision's RandAugment, at this size.
const quickNoise: InputNoise = {
  randAugment: { ops: 2, magnitude: 3, set: 'increasing' },
  flip: true,
  crop: 0.07,
  cropArea: 1,
  cropRatio: 0.75,
  interpolation: 'bicubic',
  cutout: 0,
  mixup: 0,
  cutmix: 0,
};

/** Two processor cores, images of 28 to 32 pixels, a few hundred labelled and some ten thousand unlabelled: minutes. */
const quickCpu: Recipe = {
  ...workstation,
  name: 'quick-cpu',
  imageSize: 28,
  validationShare: 0.1,
  teacher: { arch: 'small', weights: 'none', size: null, dropout: 0.5, survival: 0.8 },
  students: [{ arch: 'small-1.25', weights: 'none', size: null, dropout: 0.5, survival: 0.8 }],
  iterations: 2,
  noise: { teacher: quickNoise, student: quickNoise },
  training: {
    ...workstation.training,
    optimizer: 'adamw',
    ...optimizerDefaults.adamw,
    // Three times the usual rate: what this length and these small batches were tuned at, with the loss as the mean of the joint batch.
    learningRate: 3e-3,
    referenceBatch: 8,
    lossWeight: 'average',
    schedule: { kind: 'onecycle', warmupEpochs: 0, decay: 0.97, decayEpochs: 2.4 },
    // In the same time, many updates on small batches are better than few on large ones, by more than a point.
    labelledBatch: 8,
    unlabelledRatio: [3],
    teacherLength: { amount: 5400, unit: 'steps' },
    studentLength: { amount: 4000, unit: 'steps' },
    ema: 0,
    batchNorm: { momentum: 0.98, epsilon: 1e-3 },
    validateEvery: 200,
    checkpointEvery: 200,
  },
  resolutionFix: { enabled: false, size: 40, epochs: 1.5 },
  inferenceBatch: 500,
};

/** The recipes a person can start from, by name. */
export const presets = {
  'quick-cpu': quickCpu,
  'photos-cpu': photosCpu(workstation),
  'photos-gpu': photosGpu(workstation),
  workstation,
  'paper-imagenet': paperImageNet,
} as const satisfies Record<string, Recipe>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as PresetName[];

export function isPresetName(name: string): name is PresetName {
  return Object.hasOwn(presets, name);
}
