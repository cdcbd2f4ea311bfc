import type { Command } from 'commander';
import { labelPool } from '../../studio/method/label-pool';
import { newestFinishedRun } from '../../studio/project/newest';
import { recipeOf } from '../../studio/project/run-model';
import { exitCodes } from '../exit-codes';
import { wholeNumber } from '../options';
import { withStudio } from '../session';

export function addLabel(program: Command): void {
  program
    .command('label')
    .option('--run <number>', 'the teacher (the newest finished run if left out)', wholeNumber)
    .description('let a trained model label the unlabelled images, without noise')
    .action(async (options: { run?: number }, self: Command) => {
      await withStudio(self, async (context, output) => {
        const teacher = newestFinishedRun(context.project, options.run);
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
