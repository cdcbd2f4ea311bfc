import type { InputNoise, Recipe, StudentSettings } from '../schema/schema';
import { optimizerDefaults } from './optimizer-defaults';

/** Random crops that still show the class of a photograph, and timm's increasing operations. */
const photoNoise: InputNoise = {
  randAugment: { ops: 2, magnitude: 9, set: 'increasing' },
  flip: true,
  crop: 0,
  cropArea: 0.35,
  cropRatio: 0.75,
  interpolation: 'bicubic',
  cutout: 0,
  mixup: 0,
  cutmix: 0,
};

/** A member of the built-in family with its pretrained weights. */
const lite = (place: 0 | 1 | 2, size: number | null = null): StudentSettings => ({
  arch: `lite${place}`,
  weights: `tf_efficientnet_lite${place}.in1k`,
  size,
  dropout: 0.2,
  survival: 0.9,
});

/** The settings in which both recipes for photographs differ from the recipe `under` them. */
const photos = (under: Recipe): Recipe => ({
  ...under,
  teacher: lite(0),
  students: [lite(1), lite(2)],
  iterations: 2,
  noise: { teacher: photoNoise, student: photoNoise },
  // With pretrained features, neighbours detect images of no class best, and a comparison with the pool those among them that look like
  // the classes (docs/trust.md).
  selection: { ...under.selection, ood: { ...under.selection.ood, score: 'knn', contrast: true } },
  training: {
    ...under.training,
    optimizer: 'adamw',
    ...optimizerDefaults.adamw,
    // A third of the usual rate: the pretrained weights already know most of it.
    learningRate: 3e-4,
    schedule: { kind: 'onecycle', warmupEpochs: 0, decay: 0.97, decayEpochs: 2.4 },
    // Label smoothing costs a fine-tuned teacher its advantage over its linear probe (docs/photos.md), and costs its soft labels what they
    // say about the other classes (Müller, Kornblith, Hinton 2019).
    labelSmoothing: 0,
    labelledBatch: 16,
    unlabelledRatio: [3],
    lossWeight: 'average',
    teacherLength: { amount: 400, unit: 'steps' },
    studentLength: { amount: 400, unit: 'steps' },
    ema: 0,
    batchNorm: { momentum: 0.9, epsilon: 1e-3 },
    validateEvery: 50,
    checkpointEvery: 50,
  },
});

/** Two processor cores, photographs, 20 to 2,000 labels: EfficientNet-Lite from pretrained weights at 128 pixels, minutes a model. */
export const photosCpu = (workstation: Recipe): Recipe => ({
  ...photos(workstation),
  name: 'photos-cpu',
  imageSize: 128,
  inferenceBatch: 200,
});

/** One GPU of 12 GB, photographs: the same chain at the sizes that its weights were made for. */
export const photosGpu = (workstation: Recipe): Recipe => {
  const recipe = photos(workstation);
  return {
    ...recipe,
    name: 'photos-gpu',
    imageSize: 224,
    students: [lite(1, 240), lite(2, 260)],
    training: {
      ...recipe.training,
      labelledBatch: 8,
      teacherLength: { amount: 1000, unit: 'steps' },
      studentLength: { amount: 2000, unit: 'steps' },
    },
  };
};
