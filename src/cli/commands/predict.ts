import type { Command } from 'commander';
import { note } from '../../core/words/notes';
import { predictFiles } from '../../studio/method/predict-files';
import { chosenRun } from '../../studio/project/chosen-run';
import { exitCodes } from '../exit-codes';
import { type ModelChoice, withModelChoice } from '../options';
import { percent, table } from '../output';
import { withStudio } from '../session';

export function addPredict(program: Command): void {
  withModelChoice(program.command('predict'))
    .argument('<files...>', 'images, or folders of them; they need not be in the project')
    .description('say what a trained model sees in images')
    .action(async (files: string[], options: ModelChoice, self: Command) => {
      await withStudio(self, async (context, output) => {
        const { run, why } = chosenRun(context.project, options.run, options.choose);
        if (why) context.tell({ type: 'note', note: note('model-chosen', { why }) });
        const { predictions, failed } = await predictFiles(context, run, files);
        const rows = predictions.map(({ file, label, confidence }) => [file, label, percent(confidence)]);
        const bad = failed.map(({ file, reason }) => `${file}: ${reason}`);
        output.result(
          { run: run.id, why, predictions, failed },
          [table(['file', 'class', 'confidence'], rows), ...bad].join('\n'),
        );
        return failed.length > 0 ? exitCodes.partial : exitCodes.done;
      });
    });
}
