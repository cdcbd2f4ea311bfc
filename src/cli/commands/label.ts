import type { Command } from 'commander';
import { note } from '../../core/words/notes';
import { labelPool } from '../../studio/method/label-pool';
import { chosenRun } from '../../studio/project/chosen-run';
import { recipeOf } from '../../studio/project/run-model';
import { exitCodes } from '../exit-codes';
import { type ModelChoice, withModelChoice } from '../options';
import { withStudio } from '../session';

export function addLabel(program: Command): void {
  withModelChoice(program.command('label'))
    .description('let a trained model label the unlabelled images, without noise')
    .action(async (options: ModelChoice, self: Command) => {
      await withStudio(self, async (context, output) => {
        const { run: teacher, why } = chosenRun(context.project, options.run, options.choose);
        if (why) context.tell({ type: 'note', note: note('model-chosen', { why }) });
        const labelling = await labelPool(context, teacher, recipeOf(teacher), null);
        const { id, images, oodScore, oodThreshold } = labelling;
        output.result(
          { labelling: id, run: teacher.id, images, oodScore, oodThreshold },
          `Labelling ${id}: run ${teacher.id} labelled ${images.toLocaleString('en')} images. "noisy-studio select --labelling ${id}" filters and balances them.`,
        );
        return exitCodes.done;
      });
    });
}
