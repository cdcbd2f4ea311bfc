import { Command, CommanderError, Option } from 'commander';
import { addBackup } from './commands/backup';
import { addCheckImages } from './commands/check-images';
import { addCheckLabels } from './commands/check-labels';
import { addClasses } from './commands/classes';
import { addCopies } from './commands/copies';
import { addDemo } from './commands/demo';
import { addEvaluate } from './commands/evaluate/evaluate';
import { addExclude } from './commands/exclude';
import { addExport } from './commands/export';
import { addImport } from './commands/import';
import { addInit } from './commands/init';
import { addLabel } from './commands/label';
import { addPredict } from './commands/predict';
import { addRecipe } from './commands/recipe';
import { addReport } from './commands/report';
import { addRestore } from './commands/restore';
import { addResume, addRun } from './commands/run';
import { addSelect } from './commands/select';
import { addSetup } from './commands/setup';
import { addSplit } from './commands/split';
import { addStatus } from './commands/status';
import { addCompare } from './commands/study/compare';
import { addStudy } from './commands/study/study';
import { addTag } from './commands/tag';
import { addTrain } from './commands/train';
import { addWeightsCommands } from './commands/weights';
import { wholeNumber } from './shared/options';
import { exitCodeHelp, exitCodes } from './terminal/exit-codes';
import { JsonOutput } from './terminal/output';
import { outliveReaders } from './terminal/streams';

const commands = [
  ...[
    addInit,
    addImport,
    addClasses,
    addCopies,
    addCheckImages,
    addCheckLabels,
    addTag,
    addExclude,
    addSplit,
    addStatus,
    addRecipe,
    addRun,
    addResume,
  ],
  ...[addTrain, addLabel, addSelect, addEvaluate, addPredict, addExport, addReport, addDemo],
  ...[addStudy, addCompare],
  ...[addWeightsCommands, addSetup, addBackup, addRestore],
];

function buildProgram(): Command {
  const program = new Command('noisy-studio')
    .description(
      'Improve an image classifier with unlabelled images: Noisy Student self-training on your own pictures.',
    )
    .addOption(
      new Option('-p, --project <folder>', 'the project’s folder').default('.').env('NOISY_STUDIO_PROJECT'),
    )
    .option('--json', 'one JSON object per line on stdout instead of text')
    .option('--workers <number>', 'augmentation threads', wholeNumber)
    .addHelpText('after', exitCodeHelp)
    .showHelpAfterError('Add --help to see what is possible.')
    .exitOverride();
  for (const add of commands) add(program);
  for (const command of program.commands)
    for (const each of [command, ...command.commands]) each.exitOverride();
  return program;
}

/** Runs the command line `argv` (without node and script); the exit code is left in `process.exitCode`. */
export async function main(argv: readonly string[]): Promise<void> {
  outliveReaders();
  try {
    await buildProgram().parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    // A program that reads lines of JSON gets its usage error as such a line.
    const isMistake = error.exitCode !== 0 && !error.code.startsWith('commander.help');
    if (isMistake && argv.includes('--json'))
      new JsonOutput().error('usage', error.message.replace(/^error: /, ''));
  }
}
