import { applySettings, type Recipe, resolveRecipe } from '../../../core/recipe';

/** The recipe of a demo on photographs: every label is learnt from, since the test split measures. */
export function photoRecipe({ quick, students }: { quick: boolean; students: number }): Recipe {
  return applySettings(resolveRecipe('photos-cpu'), [
    ['validationShare', 0],
    ['iterations', students],
    ...(quick ? quickSettings : []),
  ]);
}

/** The same path in a few minutes: fewer steps, so the accuracies say little. */
const quickSettings: readonly (readonly [string, unknown])[] = [
  ['name', 'quick photographs'],
  ['training.teacherLength.amount', 40],
  ['training.studentLength.amount', 20],
];
