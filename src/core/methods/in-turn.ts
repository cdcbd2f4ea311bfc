import type { TrainingStage } from './method';

/** One student in two trainings: on pseudo-labelled images alone, then on labelled ones. `own` holds for both. */
export function pretrainThenFinetune(
  own: Pick<TrainingStage, 'noise' | 'targets'> = {},
): [TrainingStage, TrainingStage] {
  return [
    {
      stage: 'train',
      run: 'student',
      objective: 'joint',
      pool: 'pseudo-labelled',
      poolViews: 1,
      labelled: false,
      ...own,
    },
    {
      stage: 'train',
      run: 'student',
      objective: 'cross-entropy',
      pool: 'none',
      poolViews: 0,
      fineTunes: true,
      ...own,
    },
  ];
}
