import type { Command } from 'commander';
import { predictFiles } from '../../studio/method/predict-files';
import { newestFinishedRun } from '../../studio/project/newest';
import { exitCodes } from '../exit-codes';
import { wholeNumber } from '../options';
import { percent, table } from '../output';
import { withStudio } from '../session';

export function addPredict(program: Command): void {
  program
    .command('predict')
    .argument('<files...>', 'images, or folders of them; they need not be in the project')
    .option('--run <number>', 'which model (the newest finished run if left out)', wholeNumber)
    .description('say what a trained model sees in images')
    .action(async (files: string[], options: { run?: number }, self: Command) => {
      await withStudio(self, async (context, output) => {
        const run = newestFinishedRun(context.project, options.run);
        const { predictions, failed } = await predictFiles(context, run, files);
        const rows = predictions.map(({ file, label, confidence }) => [file, label, percent(confidence)]);
        const bad = failed.map(({ file, reason }) => `${file}: ${reason}`);
        output.result(
          { run: run.id, predictions, failed },
          [table(['file', 'class', 'confidence'], rows), ...bad].join('\n'),
        );
        return failed.length > 0 ? exitCodes.partial : exitCodes.done;
      });
    });
}
