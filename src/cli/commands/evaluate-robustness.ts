import { type Command, InvalidArgumentError } from 'commander';
import { type Severity, severities } from '../../core/corruptions/corruption';
import { type CorruptionName, corruptionNames } from '../../core/corruptions/table';
import { checkComparable, comparable, measureRobustness } from '../../studio/method/measuring/robustness';
import { newestFinishedRun } from '../../studio/project/newest';
import { chosenModel } from '../chosen-model';
import { exitCodes } from '../exit-codes';
import { itemsOf, type ModelChoice, namesOf, wholeNumber } from '../options';
import { robustnessData, robustnessText } from '../robustness-table';
import { withStudio } from '../session';

export interface RobustnessOptions {
  readonly robustness?: boolean;
  readonly corruptions?: CorruptionName[];
  readonly severities?: Severity[];
  readonly baseline?: number;
  readonly images?: number;
}

export function withRobustnessOptions(command: Command): Command {
  return command
    .option('--robustness', 'how much is left of it on corrupted test images (docs/robustness.md)')
    .option(
      '--corruptions <names>',
      'with --robustness: which ones, separated by commas (all if left out)',
      (text) => namesOf(text, corruptionNames),
    )
    .option(
      '--severities <levels>',
      'with --robustness: which of 1 to 5, separated by commas (all if left out)',
      severityList,
    )
    .option(
      '--baseline <run>',
      'with --robustness or --perturbations: the run whose errors or flips these are held against',
      wholeNumber,
    );
}

/** Measures a model, and a baseline if one is named, on corrupted test images. */
export async function evaluateRobustness(
  options: RobustnessOptions & ModelChoice,
  self: Command,
): Promise<void> {
  await withStudio(self, async (context, output) => {
    const base = options.baseline === undefined ? null : newestFinishedRun(context.project, options.baseline);
    const { run, told } = chosenModel(context, options);
    if (base) checkComparable(context, run, base, options.images);
    const measured = await measureRobustness(context, run, options);
    const baseline = base && comparable(measured, await measureRobustness(context, base, options));
    output.result({ ...told, ...robustnessData(measured, baseline) }, robustnessText(measured, baseline));
    return exitCodes.done;
  });
}

/** Those that say something with `--robustness` alone. */
export const robustnessOptions = ['corruptions', 'severities'] as const;

/** "1,3,5" as levels. */
export function severityList(text: string): Severity[] {
  return itemsOf(text).map((level) => {
    const found = severities.find((each) => String(each) === level);
    if (!found) throw new InvalidArgumentError(`"${level}" is none of ${severities.join(', ')}.`);
    return found;
  });
}
