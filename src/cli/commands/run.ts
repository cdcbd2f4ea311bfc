import type { Command } from 'commander';
import type { LoopOptions } from '../../core/stored/columns';
import { createExperiment, type LoopOutcome, runLoop } from '../../studio/method/loop/loop';
import { checkMemory } from '../../studio/method/start/check-memory';
import { checkStart } from '../../studio/method/start/check-start';
import type { StudioContext } from '../../studio/project/context/context';
import { nameFor } from '../../studio/project/runs/experiment-name';
import { latestUnfinished } from '../../studio/project/runs/resumable';
import { summariseExperiment } from '../../studio/report/experiment/summary';
import { type RecipeOptions, recipeFor, withRecipeOptions } from '../shared/options';
import { withStudio } from '../shared/session';
import { experimentTable } from '../tables/experiment-table';
import { type ExitCode, exitCodes } from '../terminal/exit-codes';
import type { Output } from '../terminal/output';

interface LoopFlags {
  readonly review?: boolean;
  readonly evaluate: boolean;
}

const loopOptions = ({ review, evaluate }: LoopFlags): LoopOptions => ({
  pauseForReview: review === true,
  evaluate,
});

const withLoopFlags = (command: Command) =>
  command
    .option('--review', 'stop after each labelling for a person’s review; "resume" continues')
    .option('--no-evaluate', 'do not measure the models on the test split');

/** The command `run`: the whole loop of teacher, labelling, selection and student. */
export function addRun(program: Command): void {
  const command = program
    .command('run')
    .description('train a teacher, then students on its pseudo-labels: the whole loop of Noisy Student');
  withLoopFlags(withRecipeOptions(command)).action(
    async (options: RecipeOptions & LoopFlags, self: Command) => {
      await withStudio(self, async (context, output) => {
        const recipe = recipeFor(context, options);
        checkStart(context.project, { recipe, measures: options.evaluate }, context.tell);
        await checkMemory(context, recipe, 0);
        const name = nameFor(context.project, options.name ?? recipe.name);
        const experiment = createExperiment(context, { name, recipe, seed: options.seed });
        return tell(context, output, await runLoop(context, experiment.id, loopOptions(options)));
      });
    },
  );
}

/** The command `resume`: continues an interrupted, cancelled or paused experiment. */
export function addResume(program: Command): void {
  const command = program
    .command('resume')
    .argument('[experiment]', 'its name (if left out, the newest unfinished one)')
    .description('continue an experiment that was interrupted, was cancelled or waits for a review');
  withLoopFlags(command).action(async (name: string | undefined, options: LoopFlags, self: Command) => {
    await withStudio(self, async (context, output) => {
      const experiment = latestUnfinished(context.project, name);
      return tell(context, output, await runLoop(context, experiment.id, loopOptions(options)));
    });
  });
}

function tell({ project }: StudioContext, output: Output, outcome: LoopOutcome): ExitCode {
  const summary = summariseExperiment(project, outcome.experiment.id);
  const waits = outcome.state === 'review';
  const text = waits
    ? 'The pool is labelled and waits for your review. "noisy-studio resume" trains the student on what you leave.'
    : experimentTable(summary);
  output.result({ state: outcome.state, ...summary }, text);
  return waits ? exitCodes.review : exitCodes.done;
}
