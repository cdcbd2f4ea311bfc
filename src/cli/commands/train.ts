import type { Command } from 'commander';
import { createExperiment } from '../../studio/method/loop/loop';
import { checkMemory } from '../../studio/method/start/check-memory';
import { checkStart } from '../../studio/method/start/check-start';
import { ensureValidation, trainTeacher } from '../../studio/method/training/teacher';
import { nameFor } from '../../studio/project/runs/experiment-name';
import { type RecipeOptions, recipeFor, withRecipeOptions } from '../shared/options';
import { withStudio } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { percent } from '../terminal/output';

export function addTrain(program: Command): void {
  const command = program
    .command('train')
    .description(
      'train the first model of the recipe’s method (a teacher); "resume" continues with its students',
    );
  withRecipeOptions(command).action(async (options: RecipeOptions, self: Command) => {
    await withStudio(self, async (context, output) => {
      const recipe = recipeFor(context, options);
      // Checked first, so that nothing is stored if the model cannot be trained; what its students need is
      // checked by "resume".
      const alone = { ...recipe, iterations: 0 };
      checkStart(context.project, { recipe: alone, measures: false }, context.tell);
      await checkMemory(context, alone, 0);
      const name = nameFor(context.project, options.name ?? recipe.name);
      const experiment = createExperiment(context, { name, recipe, seed: options.seed });
      await ensureValidation(context, recipe, options.seed);
      // A linear probe is fitted along the way, if the recipe has one.
      const all = context.project.catalog.runs.list({ experimentId: experiment.id });
      const [{ id }] = all.filter(({ kind }) => kind !== 'probe');
      const run = await trainTeacher(context, id);
      const { validationAccuracy } = run.metrics as { validationAccuracy: number | null };
      const measured =
        validationAccuracy === null ? '' : `, ${percent(validationAccuracy)} on validation images`;
      output.result(
        { experiment: name, run: run.id, weightsHash: run.weightsHash, metrics: run.metrics },
        `Run ${run.id} of experiment "${name}" is trained${measured}. Weights ${run.weightsHash?.slice(0, 12)}.`,
      );
      return exitCodes.done;
    });
  });
}
