import { describeRecipe, type RecipeField } from '../../../core/recipe';
import { modelOfIteration } from '../../../core/words/models';
import { modelName } from '../../base/model-name';
import { i18n } from '../../base/strings';
import { sectionOf, titleOf } from '../../dialogs/recipe/recipe-words';

/** The description of a setting at a concrete path; those of lists are found by `*`. */
function describedAt(path: string): RecipeField | undefined {
  const named = path.replaceAll(/\.\d+(?=\.|$)/g, '.*');
  return describeRecipe().find((field) => field.path === path || field.path === named);
}

/** "Student’s noise: Magnitude": a title that says which of several settings of that name is meant. */
export function placeText(path: string): string {
  const student = /^students\.(\d+)/.exec(path);
  const field = describedAt(path);
  const title = field && titleOf(field);
  const whose = student
    ? modelName(modelOfIteration(Number(student[1]) + 1))
    : path.startsWith('teacher.')
      ? modelName({ code: 'teacher' })
      : path.startsWith('noise.student.')
        ? i18n.t('recipe.studentNoise')
        : path.startsWith('noise.teacher.')
          ? i18n.t('recipe.teacherNoise')
          : /\.(teacherLength|studentLength|batchNorm|earlyStop|ood)\./.test(path)
            ? field && sectionOf(field)
            : null;
  return [whose, title].filter(Boolean).join(': ') || path;
}
