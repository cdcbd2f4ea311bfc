import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Severity, severities } from '../../core/corruptions/corruption';
import { type CorruptionName, corruptionNames } from '../../core/corruptions/table';
import { type MetricValues, metrics as measured } from '../../core/metrics';
import type { CalibratedMetrics } from '../../core/metrics/evaluation';
import { closest } from '../../core/suggest';
import { accuracyInterval, metricText } from '../../core/words/metrics';
import { seenSentence } from '../../core/words/seen-images';
import { evaluateRun } from '../../studio/method/evaluate';
import { checkComparable, comparable, measureRobustness } from '../../studio/method/robustness';
import { newestFinishedRun } from '../../studio/project/newest';
import { chosenModel } from '../chosen-model';
import { exitCodes } from '../exit-codes';
import { itemsOf, type ModelChoice, share, wholeNumber, withModelChoice } from '../options';
import { percent, table } from '../output';
import { robustnessData, robustnessText } from '../robustness-table';
import { withStudio } from '../session';
import { type AttackOptions, attackOptions, evaluateAttacks, withAttackOptions } from './evaluate-attacks';
import { evaluateSets, hardText, imagesIn, makeHard, partData } from './evaluate-sets';

interface EvaluateOptions extends ModelChoice, AttackOptions {
  readonly split: 'test' | 'validation';
  readonly robustness?: boolean;
  readonly corruptions?: CorruptionName[];
  readonly severities?: Severity[];
  readonly baseline?: number;
  readonly set?: string;
  readonly sets?: boolean;
  readonly everyRun?: boolean;
  readonly makeHardSet?: string;
  readonly confidence?: number;
}

export function addEvaluate(program: Command): void {
  withAttackOptions(withModelChoice(program.command('evaluate')))
    .addOption(
      new Option('--split <split>', 'on which images').choices(['test', 'validation']).default('test'),
    )
    .description('measure a trained model on labelled images that it did not see')
    .option('--robustness', 'how much is left of it on corrupted test images (docs/robustness.md)')
    .option(
      '--corruptions <names>',
      'with --robustness: which ones, separated by commas (all if left out)',
      corruptionList,
    )
    .option(
      '--severities <levels>',
      'with --robustness: which of 1 to 5, separated by commas (all if left out)',
      severityList,
    )
    .option('--baseline <run>', 'with --robustness: the run whose errors these are held against', wholeNumber)
    .option('--set <name>', 'on a named test set (docs/test-sets.md)')
    .option('--sets', 'on the test images and on every named test set, in a table')
    .option('--every-run', 'with --set or --sets: every finished model, in a table')
    .option('--make-hard-set <name>', 'freeze the test images that the model reads wrongly with confidence')
    .option('--confidence <share>', 'with --make-hard-set: the least confidence (0.5 if left out)', share)
    .action(async (options: EvaluateOptions, self: Command) => {
      refuseStray(options, self);
      if (options.robustness) return evaluateRobustness(options, self);
      if (options.adversarial) return evaluateAttacks(options, self);
      if (options.makeHardSet !== undefined) return makeHard(options.makeHardSet, options, self);
      if (options.sets || options.everyRun) return evaluateSets(options, self);
      await withStudio(self, async (context, output) => {
        const { run, told } = chosenModel(context, options);
        const part =
          options.set === undefined ? options.split : context.project.catalog.testSets.named(options.set);
        const evaluation = await evaluateRun(context, run, part);
        const { values, ...metrics } = evaluation.metrics;
        const seen = evaluation.settings?.seen ?? null;
        const sentence = seenSentence(seen, part);
        const classes = context.project.catalog.classes.list();
        const rows = metrics.perClass.map(({ precision, recall, f1, support }, i) => {
          return [classes[i].name, percent(precision), percent(recall), percent(f1), String(support)];
        });
        output.result(
          { ...told, ...partData(part), images: evaluation.images, seen, ...values, ...metrics },
          `${table(['class', 'precision', 'recall', 'F1', 'images'], rows)}\n\nRun ${run.id} on ${evaluation.images.toLocaleString('en')} ${imagesIn(part)}: ${totals(values, evaluation.images)}${sentence ? `\n${sentence}` : ''}${temperatureText(metrics.calibrated)}${hardText(context.project, part)}`,
        );
        return exitCodes.done;
      });
    });
}

/** Measures a model, and a baseline if one is named, on corrupted test images. */
async function evaluateRobustness(options: EvaluateOptions, self: Command): Promise<void> {
  await withStudio(self, async (context, output) => {
    const base = options.baseline === undefined ? null : newestFinishedRun(context.project, options.baseline);
    const { run, told } = chosenModel(context, options);
    if (base) checkComparable(context, run, base);
    const measured = await measureRobustness(context, run, options);
    const baseline = base && comparable(measured, await measureRobustness(context, base, options));
    output.result({ ...told, ...robustnessData(measured, baseline) }, robustnessText(measured, baseline));
    return exitCodes.done;
  });
}

/** Options of `--robustness` and `--adversarial` need it, and it applies only to test images; sets are what they are, whatever split. */
function refuseStray({ robustness, adversarial, split, ...options }: EvaluateOptions, self: Command): void {
  const ways = [robustness, adversarial, options.set, options.sets, options.makeHardSet];
  if (ways.filter((way) => way !== undefined).length > 1)
    self.error(
      'error: --robustness, --adversarial, --set, --sets and --make-hard-set are asked for one at a time.',
    );
  if (options.everyRun && options.set === undefined && !options.sets)
    self.error('error: --every-run says something with --set or --sets alone.');
  if (options.confidence !== undefined && options.makeHardSet === undefined)
    self.error('error: --confidence says something with --make-hard-set alone.');
  if (split !== 'test' && (options.set !== undefined || options.sets || options.makeHardSet !== undefined))
    self.error('error: named test sets are no part of a split: leave --split out.');
  const stray = robustnessOptions.find((name) => options[name] !== undefined);
  if (!robustness && stray) self.error(`error: --${stray} says something with --robustness alone.`);
  const alone = attackOptions.find((name) => options[name] !== undefined);
  if (!adversarial && alone) self.error(`error: --${alone} says something with --adversarial alone.`);
  if ((robustness || adversarial) && split !== 'test')
    self.error(
      `error: --${robustness ? 'robustness' : 'adversarial'} is measured on test images: leave --split out.`,
    );
}

const robustnessOptions = ['corruptions', 'severities', 'baseline'] as const;

/** "fog,snow" as names. */
function corruptionList(text: string): CorruptionName[] {
  return itemsOf(text).map((name) => {
    const found = corruptionNames.find((each) => each === name);
    if (found) return found;
    const near = closest(name, corruptionNames);
    throw new InvalidArgumentError(
      `"${name}" is none of ${corruptionNames.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`,
    );
  });
}

/** "1,3,5" as levels. */
function severityList(text: string): Severity[] {
  return itemsOf(text).map((level) => {
    const found = severities.find((each) => String(each) === level);
    if (!found) throw new InvalidArgumentError(`"${level}" is none of ${severities.join(', ')}.`);
    return found;
  });
}

/** The calibration error after temperature scaling; empty where no temperature was fitted. */
function temperatureText(calibrated: CalibratedMetrics | undefined): string {
  if (!calibrated) return '';
  const { temperature, fittedOn, ece } = calibrated;
  return `\nAt temperature ${temperature.toFixed(2)}, fitted on ${fittedOn.toLocaleString('en')} validation images: expected calibration error ${percent(ece)}`;
}

/** "accuracy 91.2 %, balanced accuracy 90.4 %, …" without metrics that do not apply. */
function totals(values: MetricValues, images: number): string {
  return measured
    .filter(({ name }) => typeof values[name] === 'number')
    .map(({ name, words }) => {
      const interval = name === 'accuracy' ? accuracyInterval(values.accuracy, images) : '';
      return `${inSentence(words.en.title)} ${metricText(name, values[name])}${interval && ` (${interval})`}`;
    })
    .join(', ');
}

/** A title within a sentence: its first letter in lower case. */
const inSentence = (title: string) => title[0].toLowerCase() + title.slice(1);
