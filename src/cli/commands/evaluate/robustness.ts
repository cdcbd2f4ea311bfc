import { type Command, InvalidArgumentError } from 'commander';
import { type Severity, severities } from '../../../core/corruptions/corruption';
import { type CorruptionName, corruptionNames } from '../../../core/corruptions/table';
import { checkComparable, comparable, measureRobustness } from '../../../studio/method/measuring/robustness';
import { newestFinishedRun } from '../../../studio/project/runs/newest';
import { chosenModel } from '../../shared/chosen-model';
import { itemsOf, type ModelChoice, namesOf, wholeNumber } from '../../shared/options';
import { withStudio } from '../../shared/session';
import { robustnessData, robustnessText } from '../../tables/robustness-table';
import { exitCodes } from '../../terminal/exit-codes';

export interface RobustnessOptions {
  readonly robustness?: boolean;
  readonly corruptions?: CorruptionName[];
  readonly severities?: Severity[];
  readonly baseline?: number;
  readonly images?: number;
}

export function withRobustnessOptions(command: Command): Command {
  return command
    .option('--robustness', 'measure its accuracy on corrupted test images (docs/robustness.md)')
    .option(
      '--corruptions <names>',
      'with --robustness: which corruptions, separated by commas (if left out, all)',
      (text) => namesOf(text, corruptionNames),
    )
    .option(
      '--severities <levels>',
      'with --robustness: which severities of 1 to 5, separated by commas (if left out, all)',
      severityList,
    )
    .option(
      '--baseline <run>',
      'with --robustness or --perturbations: the run whose errors or flips to compare with',
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

/** The options that apply only with `--robustness`. */
export const robustnessOptions = ['corruptions', 'severities'] as const;

/** Reads "1,3,5" as severities. */
export function severityList(text: string): Severity[] {
  return itemsOf(text).map((level) => {
    const found = severities.find((each) => String(each) === level);
    if (!found) throw new InvalidArgumentError(`"${level}" is none of ${severities.join(', ')}.`);
    return found;
  });
}
