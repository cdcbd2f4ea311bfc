import type { Command } from 'commander';
import { predictFiles } from '../../studio/method/predict/predict-files';
import { chosenModel } from '../shared/chosen-model';
import { type ModelChoice, withModelChoice } from '../shared/options';
import { withStudio } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { percent, shown, table } from '../terminal/output';

export function addPredict(program: Command): void {
  withModelChoice(program.command('predict'))
    .argument('<files...>', 'images, or folders of them; they need not be in the project')
    .description('predict the classes of images with a trained model')
    .action(async (files: string[], options: ModelChoice, self: Command) => {
      await withStudio(self, async (context, output) => {
        const { run, told } = chosenModel(context, options);
        const { predictions, failed } = await predictFiles(context, run, files);
        const rows = predictions.map(({ file, label, confidence }) => [file, label, percent(confidence)]);
        const bad = failed.map(({ file, reason }) => `${shown(file)}: ${reason}`);
        output.result(
          { ...told, predictions, failed },
          [...(rows.length > 0 ? [table(['file', 'class', 'confidence'], rows)] : []), ...bad].join('\n'),
        );
        return failed.length > 0 ? exitCodes.partial : exitCodes.done;
      });
    });
}
