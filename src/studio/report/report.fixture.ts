import { makeHistogram } from './facts/make-histogram';
import type { ContactTile, ReportData, ReportIteration } from './facts/types';

/** One white pixel. */
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEANl9ngAAAAABJRU5ErkJggg==';

/** Only what every report has. */
export const bareReport: ReportData = {
  title: 'Bare',
  project: 'bare',
  created: '2025-01-02T03:04:05Z',
  seed: 7,
  recipe: { name: 'quick-cpu', settings: [] },
  versions: [],
  iterations: [],
  classes: [],
};

export function tile(number: number): ContactTile {
  return {
    dataUri: pixel,
    className: 'cat',
    confidence: 0.5 + number / 1000,
    trueName: 'dog',
    state: 'kept',
  };
}

function iteration(name: string, testAccuracy: number, labels: boolean): ReportIteration {
  const curve = [50, 100, 150].map((step) => ({
    step,
    trainLoss: 100 / step,
    trainAccuracy: step / 200,
    validationAccuracy: step === 100 ? null : step / 210,
    learningRate: 0.01,
  }));
  const labelling = {
    pool: 100,
    threshold: 0.3,
    oodScore: 'Energy',
    oodThreshold: -2,
    kept: 60,
    lowConfidence: 10,
    ood: 20,
    overQuota: 10,
    copies: 70,
    perClass: [
      { name: 'cat', kept: 35, copies: 35, quota: 35 },
      { name: 'dog', kept: 25, copies: 35, quota: 35 },
    ],
    confidenceHistogram: makeHistogram([{ name: 'pool', values: [0.1, 0.4, 0.9, 0.95] }], { range: [0, 1] }),
    oodHistogram: makeHistogram([{ name: 'pool', values: [-4, -1, 0, 3] }], { include: -2 }),
  };
  return {
    name,
    arch: 'small',
    parameters: 312_410,
    testAccuracy,
    testImages: 10_000,
    testGain: name === 'Teacher' ? null : testAccuracy - 0.8,
    validationAccuracy: testAccuracy,
    curve,
    labelling: labels ? labelling : null,
    ood: labels ? [{ score: 'energy', auroc: 0.75, used: true }] : undefined,
    intruderShare: labels ? { withFlag: 0.02, withoutFlag: 0.15 } : null,
    pseudoLabelAccuracy: labels ? 0.9 : null,
    weightsHash: 'abc123',
  };
}

/** Two classes, a teacher and a student. */
export const fullReport: ReportData = {
  ...bareReport,
  title: 'Full',
  recipe: {
    name: 'quick-cpu',
    settings: [{ section: 'Training', title: 'Steps', value: '900', paper: '350' }],
  },
  device: 'CPU, 2 cores',
  versions: [{ name: 'TensorFlow', value: '2.21.0' }],
  images: [{ split: 'test', count: 200 }],
  iterations: [iteration('Teacher', 0.8, true), iteration('Student 1', 0.8234, false)],
  classes: [{ name: 'cat' }, { name: 'dog' }],
  confusion: [
    {
      model: 'Teacher',
      classes: 2,
      cells: [0, 0, 80, 0, 1, 20, 1, 0, 20, 1, 1, 80],
    },
    {
      model: 'Student 1',
      classes: 2,
      cells: [0, 0, 90, 0, 1, 10, 1, 0, 25, 1, 1, 75],
    },
  ],
  sheets: [{ title: 'Kept', tiles: [tile(1), tile(2)] }],
};
