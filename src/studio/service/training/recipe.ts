import { basename } from 'node:path';
import { studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/errors/reason';
import { parseRecipe } from '../../../core/recipe';
import { writeWhole } from '../../../files/durable/write-whole';
import { textFile } from '../../../files/reading/text-file';
import { recommendedRecipe } from '../../method/start/recommended';
import { keepRecipeDraft, recipeDraft } from '../../project/recipes/recipe-draft';
import { recipeFromText, recipeText } from '../../project/recipes/recipe-file';
import { os } from '../session/base';
import { chosenTarget } from '../session/chosen-target';
import { estimateView, measureJob } from './estimate';
import { noisePreview } from './noise-preview';

export const recipe = {
  draft: os.recipe.draft.handler(({ context }) =>
    recipeDraft(context.studio.project, () => recommendedRecipe(context.studio.project)),
  ),
  recommended: os.recipe.recommended.handler(({ context }) => recommendedRecipe(context.studio.project)),
  keepDraft: os.recipe.keepDraft.handler(({ context: { studio }, input }) => {
    if (studio.view?.folder === input.project) keepRecipeDraft(studio.project, input.draft);
    return null;
  }),
  fromText: os.recipe.fromText.handler(({ input }) => recipeFromText(input.text)),
  toText: os.recipe.toText.handler(({ input }) => recipeText(parseRecipe(input.recipe))),
  open: os.recipe.open.handler(async ({ context, input }) => {
    const file = await context.studio.host.chooseFile(input);
    if (file === null) return null;
    const name = basename(file);
    return { name, recipe: recipeFromText(await textOf(file), name) };
  }),
  save: os.recipe.save.handler(async ({ context, input: { recipe: edited, ...options } }) => {
    const checked = parseRecipe(edited);
    const name = `${checked.name.replaceAll(/[/\\:*?"<>|]/g, '-')}.yaml`;
    const file = await chosenTarget(context.studio.host, { ...options, name });
    if (file === null) return null;
    await writeWhole(file, recipeText(checked)).catch((error) => {
      throw studioError('recipe-unwritable', { file, reason: reasonFor(error) }, { cause: error });
    });
    return basename(file);
  }),
  estimate: os.recipe.estimate.handler(({ context, input }) =>
    estimateView(context.studio, parseRecipe(input.recipe)),
  ),
  measure: os.recipe.measure.handler(({ context, input }) =>
    measureJob(context.studio, parseRecipe(input.recipe), input.again),
  ),
  noisePreview: os.recipe.noisePreview.handler(({ context, input, signal }) =>
    noisePreview(context.studio.project, input, signal),
  ),
};

function textOf(file: string): string {
  try {
    return textFile(file);
  } catch (error) {
    throw studioError('recipe-unreadable', { file, reason: reasonFor(error) }, { cause: error });
  }
}
