/**
 * What a run is to its experiment: a classifier on the features of pretrained weights, which it may begin with (probe), the first teacher, a
 * student of an iteration, or all that there is (model).
 */
export const runKinds = ['probe', 'teacher', 'student', 'model'] as const;
export type RunKind = (typeof runKinds)[number];

/** Whose settings of a recipe (model, length, input noise) a training follows: the first one of every method has the teacher's. */
export const settingsOfRun = (kind: RunKind): 'teacher' | 'student' =>
  kind === 'student' ? 'student' : 'teacher';
