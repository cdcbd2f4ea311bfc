import { fill } from '../words/template';

/** What a job is doing, as English sentences with placeholders for values; the window has them in its other languages as well. */
export const stageSentences = {
  demo: 'Write Fashion-MNIST and digits as PNG files',
  photos: 'Look through the photographs of {{name}}',
  import: 'Read and check image files',
  importPart: 'Import {{name}}',
  decode: 'Decode {{images}} [image|images]',
  probe: 'Fit a linear probe on {{arch}}, {{images}} [image|images]',
  encoder: 'Fit a classifier on the features of {{name}}, {{images}} [image|images]',
  teacher: 'Train teacher ({{arch}})',
  model: 'Train model ({{arch}})',
  modelWithPool: 'Train model ({{arch}}) on labelled images and {{images}} unlabelled ones',
  student: 'Train student {{number}} ({{arch}})',
  studentStart: 'Fit the classifier that {{arch}} starts with on {{images}} [image|images]',
  pretrain: 'Pre-train student {{number}} ({{arch}}) on pseudo-labelled images',
  fineTune: 'Fine-tune student {{number}} ({{arch}}) on labelled images',
  resolution: 'Fix the resolution of {{arch}} at {{size}} pixels',
  looks: 'Compare the colours and layout of {{images}} [image|images]',
  scores: 'Look for issues in {{images}} [image|images]',
  features: 'Compute features of {{images}} [image|images] with {{name}}',
  clusters: 'Cluster {{images}} [image|images]',
  label: 'Label {{images}} [image|images] without noise',
  fitScores: 'Fit the out-of-domain scores on {{images}} labelled [image|images]',
  readFiles: 'Read {{images}} [file|files]',
  predict: 'Predict {{images}} [image|images] without noise',
  select: 'Filter, flag and balance',
  evaluate: 'Evaluate run {{run}} on {{images}} {{split}} [image|images]',
  evaluateSet: 'Evaluate run {{run}} on {{images}} [image|images] of the test set "{{name}}"',
  checkLabels: 'Judge {{images}} [label|labels] by classifiers that have not seen the image',
  robustness:
    'Measure run {{run}} on {{images}} [image|images], clean and corrupted ({{cells}} [time|times])',
  perturbation:
    'Measure run {{run}} on {{images}} [image|images], from frame to frame ({{perturbations}} [perturbation|perturbations])',
  attack: 'Measure run {{run}} on {{images}} [image|images], clean and attacked ({{strengths}} [time|times])',
  tryTraining: 'Try training {{arch}} at {{size}} pixels ({{index}} of {{of}})',
  tryPredicting: 'Try predicting with {{arch}} at {{size}} pixels ({{index}} of {{of}})',
  exportLabels: 'Write labels',
  exportPredictions: 'Write predictions',
  exportModel: 'Export run {{run}} as {{format}}',
  report: 'Write the report',
} as const;

export type StageSentence = keyof typeof stageSentences;

/** A sentence and the values for its placeholders. */
export interface StageWords {
  readonly sentence: StageSentence;
  readonly values: Readonly<Record<string, string | number>>;
}

/** The sentence in English; numbers have thousands separators. */
export function stageText({ sentence, values }: StageWords): string {
  return fill(stageSentences[sentence], values);
}
