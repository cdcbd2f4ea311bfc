/** What a person decides in nearly every experiment; everything else is well served by a preset. */
const essentialPaths: ReadonlySet<string> = new Set([
  'name',
  'imageSize',
  'validationShare',
  'teacher.arch',
  'students.*.arch',
  'iterations',
  'noise.teacher.randAugment.ops',
  'noise.teacher.randAugment.magnitude',
  'noise.student.randAugment.ops',
  'noise.student.randAugment.magnitude',
  'noise.student.flip',
  'selection.threshold',
  'selection.ood.score',
  'selection.quota',
  'training.learningRate',
  'training.labelledBatch',
  'training.unlabelledRatio',
  'training.teacherLength.amount',
  'training.teacherLength.unit',
  'training.studentLength.amount',
  'training.studentLength.unit',
  'resolutionFix.enabled',
]);

/** Whether a setting stays in sight while the advanced ones are folded away. `path` is that of its description. */
export function isEssential(path: string): boolean {
  return essentialPaths.has(path);
}
