import { type Command, Option } from 'commander';
import { labelRows } from '../../studio/export/label-rows';
import { exportLabels, type LabelFormat } from '../../studio/export/labels';
import { exportSavedModelOf } from '../../studio/method/export-model';
import { chosenRun } from '../../studio/project/chosen-run';
import { exitCodes } from '../exit-codes';
import { type ModelChoice, withModelChoice } from '../options';
import { withProject, withStudio } from '../session';

interface LabelOptions {
  readonly format: LabelFormat;
  readonly pseudoLabels: boolean;
  readonly unlabelled?: boolean;
  readonly absolute?: boolean;
}

export function addExport(program: Command): void {
  const command = program.command('export').description('write labels or a model for other programs');
  command
    .command('labels')
    .argument('<target>', 'the file or folder to write; it must not exist')
    .addOption(new Option('--format <format>').choices(['csv', 'jsonl', 'folders']).default('csv'))
    .option('--no-pseudo-labels', 'only labels that people or imports gave')
    .option('--unlabelled', 'also images without a label')
    .option('--absolute', 'absolute paths instead of paths relative to the file')
    .description('every label with where it comes from')
    .action(async (target: string, options: LabelOptions, self: Command) => {
      await withProject(self, async ({ project, output, signal }) => {
        const rows = labelRows(project, {
          pseudoLabels: options.pseudoLabels,
          unlabelled: options.unlabelled === true,
        });
        const paths = options.absolute ? 'absolute' : 'relative';
        const result = await exportLabels(rows, { format: options.format, target, paths, signal });
        const bad = result.failed.map(({ path, reason }) => `${path}: ${reason}`);
        output.result(
          { ...result },
          [`Wrote ${result.written.toLocaleString('en')} labels to ${result.target}`, ...bad].join('\n'),
        );
        return result.failed.length > 0 ? exitCodes.partial : exitCodes.done;
      });
    });
  withModelChoice(command.command('model'))
    .argument('<folder>', 'the folder to write; it must not exist')
    .description(
      'a TensorFlow SavedModel, preprocessing included: uint8 images in, logits and probabilities out',
    )
    .action(async (folder: string, options: ModelChoice, self: Command) => {
      await withStudio(self, async (context, output) => {
        const { run, why } = chosenRun(context.project, options.run, options.choose);
        if (why) context.tell({ type: 'note', text: why });
        const written = await exportSavedModelOf(context, run, folder);
        output.result(
          { run: run.id, why, folder: written },
          `Wrote run ${run.id} as a SavedModel to ${written}`,
        );
        return exitCodes.done;
      });
    });
}
