import type { Command } from 'commander';
import { drawSplit, ensureNearCopies } from '../../studio/import';
import { share, wholeNumber } from '../shared/options';
import { withProject } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';

interface SplitOptions {
  readonly test?: number;
  readonly validation: number;
  readonly seed: number;
}

export function addSplit(program: Command): void {
  program
    .command('split')
    .option(
      '--test <share>',
      'share of the labelled images for the test split (if left out, the test split stays as it is)',
      share,
    )
    .option('--validation <share>', 'share of the labelled images for the validation split', share, 0.1)
    .option('--seed <number>', 'seed of the random numbers', wholeNumber, 1)
    .description(
      'draw test and validation images from the labelled ones, class by class; near duplicates and groups of lists stay together',
    )
    .action(async (options: SplitOptions, self: Command) => {
      await withProject(self, async ({ project, output, signal }) => {
        await ensureNearCopies(project, signal);
        const { notes } = drawSplit(project, {
          testShare: options.test ?? null,
          validationShare: options.validation,
          seed: options.seed,
        });
        for (const note of notes) output.event({ type: 'note', note });
        const count = (split: 'labelled-train' | 'validation' | 'test') =>
          project.catalog.images.count({ split, state: 'ok' });
        const counts = {
          train: count('labelled-train'),
          validation: count('validation'),
          test: count('test'),
        };
        output.result(
          { ...counts },
          `${counts.train.toLocaleString('en')} images to train on, ${counts.validation.toLocaleString('en')} for validation, ${counts.test.toLocaleString('en')} for the test`,
        );
        return exitCodes.done;
      });
    });
}
