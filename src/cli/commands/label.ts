import type { Command } from 'commander';
import { counted } from '../../core/words/counted';
import { labelPool } from '../../studio/method/pool/label-pool';
import { recipeOf } from '../../studio/project/runs/run-model';
import { chosenModel } from '../shared/chosen-model';
import { type ModelChoice, withModelChoice } from '../shared/options';
import { withStudio } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';

export function addLabel(program: Command): void {
  withModelChoice(program.command('label'))
    .description('let a trained model label the unlabelled images, without noise')
    .action(async (options: ModelChoice, self: Command) => {
      await withStudio(self, async (context, output) => {
        const { run: teacher, told } = chosenModel(context, options);
        const labelling = await labelPool(context, teacher, recipeOf(teacher), null);
        const { id, images, oodScore, oodThreshold, taught } = labelling;
        output.result(
          { ...told, labelling: id, images, oodScore, oodThreshold, taught },
          `Labelling ${id}: run ${teacher.id} labelled ${counted(images, 'image')}. "noisy-studio select --labelling ${id}" filters and balances them.`,
        );
        return exitCodes.done;
      });
    });
}
