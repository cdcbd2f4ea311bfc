/**
 * The part of a run in its experiment: a classifier on the features of pretrained weights (probe), the first
 * teacher, a student of an iteration, or the only model of a method (model).
 */
export const runKinds = ['probe', 'teacher', 'student', 'model'] as const;
export type RunKind = (typeof runKinds)[number];

/**
 * Whose settings of a recipe (model, length, input noise) a training follows: the first training of every
 * method follows the teacher's.
 */
export const settingsOfRun = (kind: RunKind): 'teacher' | 'student' =>
  kind === 'student' ? 'student' : 'teacher';
