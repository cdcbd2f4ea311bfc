import { type Command, Option } from 'commander';
import { type ModelFormat, modelFormatNames, modelFormats } from '../../core/export/formats';
import { formatText } from '../../core/export/words';
import { counted } from '../../core/words/counted';
import { exportModel } from '../../studio/export/export-model';
import { labelRows } from '../../studio/export/label-rows';
import { exportLabels } from '../../studio/export/labels';
import { writtenFormats } from '../../studio/lists/table';
import { chosenModel } from '../shared/chosen-model';
import { type ModelChoice, withModelChoice } from '../shared/options';
import { withProjectToView, withStudio } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { shown } from '../terminal/output';

interface LabelOptions {
  readonly format: string;
  readonly pseudoLabels: boolean;
  readonly unlabelled?: boolean;
  readonly absolute?: boolean;
  readonly marks?: boolean;
}

interface ModelOptions extends ModelChoice {
  readonly format: ModelFormat;
}

const formatHelp = `
Formats:
${modelFormatNames.map((name) => `  ${name.padEnd(12)} ${formatText(name)}`).join('\n')}`;

export function addExport(program: Command): void {
  const command = program.command('export').description('write labels or a model for other programs');
  command
    .command('labels')
    .argument('<target>', 'the file or folder to write; it must not exist')
    .addOption(new Option('--format <format>').choices(writtenFormats.map(({ name }) => name)).default('csv'))
    .option('--no-pseudo-labels', 'only labels that people or imports gave')
    .option('--unlabelled', 'include images without a label')
    .option('--absolute', 'absolute paths instead of paths relative to the file')
    .option('--marks', 'include tags, stars and notes (csv, jsonl)')
    .description('write every label and where it comes from')
    .action(async (target: string, options: LabelOptions, self: Command) => {
      await withProjectToView(self, async ({ project, output, signal }) => {
        const choice = {
          pseudoLabels: options.pseudoLabels,
          unlabelled: options.unlabelled === true,
          marks: options.marks === true,
        };
        const rows = labelRows(project, choice, (note) => output.event({ type: 'note', note }));
        const paths = options.absolute ? 'absolute' : 'relative';
        const result = await exportLabels(rows, {
          ...{ format: options.format, target, paths, signal, marks: options.marks === true },
          classes: project.catalog.classes.active().map(({ name }) => name),
        });
        const bad = result.failed.map(({ path, reason }) => `${shown(path)}: ${reason}`);
        output.result(
          { ...result },
          [`Wrote ${counted(result.written, 'label')} to ${result.target}`, ...bad].join('\n'),
        );
        return result.failed.length > 0 ? exitCodes.partial : exitCodes.done;
      });
    });
  withModelChoice(command.command('model'))
    .argument('<target>', 'the file or folder to write; it must not exist')
    .addOption(
      new Option('-f, --format <format>', 'what to write, see below')
        .choices(modelFormatNames)
        .default('savedmodel'),
    )
    .description('write a trained model with its preprocessing: uint8 images in, probabilities out')
    .addHelpText('after', formatHelp)
    .action(async (target: string, options: ModelOptions, self: Command) => {
      await withStudio(self, async (context, output) => {
        const { run, told } = chosenModel(context, options);
        const written = await exportModel(context, run, { format: options.format, target });
        output.result(
          { ...told, format: options.format, target: written },
          `Wrote run ${run.id} as ${modelFormats[options.format].title} to ${written}`,
        );
        return exitCodes.done;
      });
    });
}
