import { describeRecipe, type RecipeField } from '../../../core/recipe';

export type GroupName =
  | 'images'
  | 'models'
  | 'noise'
  | 'selection'
  | 'training'
  | 'optimizer'
  | 'fix'
  | 'running';

/** Parts of a group that stand under a heading of their own. */
export type PartName = 'student-noise' | 'teacher-noise' | 'schedule' | 'batch-norm' | 'lengths' | 'batches';

interface Part {
  readonly name: PartName | null;
  /** Settings, or groups of settings by the beginning of their paths. */
  readonly paths: readonly string[];
}

/** The form in reading order: first what one decides, then how it is trained, last how it runs. */
const plan: readonly { readonly name: GroupName; readonly parts: readonly Part[] }[] = [
  { name: 'images', parts: [{ name: null, paths: ['name', 'imageSize', 'validationShare', 'mean', 'std'] }] },
  {
    name: 'models',
    parts: [
      {
        name: null,
        paths: ['method', 'iterations', 'teacher', 'students', 'promote', 'initialise', 'distillation'],
      },
    ],
  },
  {
    name: 'noise',
    parts: [
      { name: 'student-noise', paths: ['noise.student'] },
      { name: 'teacher-noise', paths: ['noise.teacher'] },
    ],
  },
  { name: 'selection', parts: [{ name: null, paths: ['selection', 'targets', 'targetTemperature'] }] },
  {
    name: 'training',
    parts: [
      { name: 'lengths', paths: ['training.teacherLength', 'training.studentLength', 'training.earlyStop'] },
      {
        name: 'batches',
        paths: ['training.labelledBatch', 'training.unlabelledRatio', 'training.lossWeight'],
      },
    ],
  },
  {
    name: 'optimizer',
    parts: [
      { name: null, paths: ['training.learningRate', 'training.optimizer', 'training.referenceBatch'] },
      { name: 'schedule', paths: ['training.schedule'] },
      {
        name: null,
        paths: [
          'training.labelSmoothing',
          'training.weightDecay',
          'training.ema',
          'training.gradientClip',
          'training.momentum',
          'training.rmspropDecay',
          'training.epsilon',
        ],
      },
      { name: 'batch-norm', paths: ['training.batchNorm'] },
    ],
  },
  { name: 'fix', parts: [{ name: null, paths: ['resolutionFix'] }] },
  {
    name: 'running',
    parts: [{ name: null, paths: ['training.validateEvery', 'training.checkpointEvery', 'inferenceBatch'] }],
  },
];

export interface FieldPart {
  readonly name: PartName | null;
  readonly fields: readonly RecipeField[];
}

export interface FieldGroup {
  readonly name: GroupName;
  readonly parts: readonly FieldPart[];
}

const stands = (path: string, under: string) => path === under || path.startsWith(`${under}.`);

/** Every setting of a recipe in its group. Those of students have a `*` in their path. */
export const fieldGroups: readonly FieldGroup[] = plan.map(({ name, parts }) => ({
  name,
  parts: parts.map((part) => ({
    name: part.name,
    fields: part.paths.flatMap((under) => describeRecipe().filter(({ path }) => stands(path, under))),
  })),
}));

/** Settings of a model, which stand in a table of models and not in rows of their own. */
export function isModelField({ path }: Pick<RecipeField, 'path'>): boolean {
  return stands(path, 'teacher') || stands(path, 'students');
}
