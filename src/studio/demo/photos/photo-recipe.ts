import { applySettings, type Recipe, resolveRecipe } from '../../../core/recipe';

/** The recipe of a demo on photographs: all labelled images are trained on, since the test split is used for measuring. */
export function photoRecipe({ quick, students }: { quick: boolean; students: number }): Recipe {
  return applySettings(resolveRecipe('photos-cpu'), [
    ['validationShare', 0],
    ['iterations', students],
    ...(quick ? quickSettings : []),
  ]);
}

/** Settings for the same demo in a few minutes: fewer training steps, so the accuracies mean little. */
const quickSettings: readonly (readonly [string, unknown])[] = [
  ['name', 'quick photographs'],
  ['training.teacherLength.amount', 40],
  ['training.studentLength.amount', 20],
];
