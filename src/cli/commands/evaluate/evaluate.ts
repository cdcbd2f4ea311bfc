import { type Command, Option } from 'commander';
import {
  type ConfusionCells,
  ConfusionCounts,
  type MetricValues,
  metrics as measured,
  toldClassMetrics,
} from '../../../core/metrics';
import type { CalibratedMetrics } from '../../../core/metrics/evaluation';
import { accuracyInterval, metricText } from '../../../core/sentences/metrics';
import { seenSentence } from '../../../core/sentences/seen-images';
import { evaluateRun } from '../../../studio/method/measuring/evaluate';
import { chosenModel } from '../../shared/chosen-model';
import { type ModelChoice, share, withModelChoice } from '../../shared/options';
import { withStudio } from '../../shared/session';
import { classTable } from '../../tables/class-table';
import { exitCodes } from '../../terminal/exit-codes';
import { percent } from '../../terminal/output';
import { type AttackOptions, attackOptions, evaluateAttacks, withAttackOptions } from './attacks';
import { evaluatePerturbations, type PerturbationOptions, withPerturbationOptions } from './perturbations';
import {
  evaluateRobustness,
  type RobustnessOptions,
  robustnessOptions,
  withRobustnessOptions,
} from './robustness';
import { evaluateSets, hardText, imagesIn, makeHard, partData } from './sets';
import { evaluateSlices, type SliceOptions, sliceOptions, withSliceOptions } from './slices';

interface EvaluateOptions
  extends ModelChoice,
    RobustnessOptions,
    PerturbationOptions,
    AttackOptions,
    SliceOptions {
  readonly split: 'test' | 'validation';
  readonly set?: string;
  readonly sets?: boolean;
  readonly everyRun?: boolean;
  readonly makeHardSet?: string;
  readonly confidence?: number;
}

export function addEvaluate(program: Command): void {
  const options = withModelChoice(program.command('evaluate'));
  withSliceOptions(withAttackOptions(withPerturbationOptions(withRobustnessOptions(options))))
    .addOption(
      new Option('--split <split>', 'on which images').choices(['test', 'validation']).default('test'),
    )
    .description('measure a trained model on labelled images that it has not seen')
    .option('--set <name>', 'measure on a named test set (docs/test-sets.md)')
    .option('--sets', 'measure on the test images and on every named test set, in a table')
    .option('--every-run', 'with --set or --sets: measure every finished model, in a table')
    .option(
      '--make-hard-set <name>',
      'make a test set of the test images that the model gets wrong with confidence',
    )
    .option('--confidence <share>', 'with --make-hard-set: the lowest confidence (if left out, 0.5)', share)
    .action(async (options: EvaluateOptions, self: Command) => {
      refuseStray(options, self);
      if (options.robustness) return evaluateRobustness(options, self);
      if (options.perturbations) return evaluatePerturbations(options, self);
      if (options.adversarial) return evaluateAttacks(options, self);
      if (options.slices) return evaluateSlices(options, self);
      if (options.makeHardSet !== undefined) return makeHard(options.makeHardSet, options, self);
      if (options.sets || options.everyRun) return evaluateSets(options, self);
      await withStudio(self, async (context, output) => {
        const { run, told } = chosenModel(context, options);
        const part =
          options.set === undefined ? options.split : context.project.catalog.testSets.named(options.set);
        const evaluation = await evaluateRun(context, run, part);
        const { values, cells, ...metrics } = evaluation.metrics;
        const seen = evaluation.settings?.seen ?? null;
        const sentence = seenSentence(seen, part);
        const classes = context.project.catalog.classes.list();
        const byClass = toldClassMetrics(ConfusionCounts.ofCells(cells, classes.length));
        // A class that was merged into another has no images any more.
        const listed = [...classes.keys()].filter(
          (i) => classes[i].mergedInto === null || byClass[i].support > 0,
        );
        const named = classTable(
          listed.map((i) => classes[i].name),
          listed.map((i) => byClass[i]),
        );
        output.result(
          {
            ...told,
            ...partData(part),
            images: evaluation.images,
            seen,
            ...values,
            // The order of the confusion matrix and of the figures by class.
            classes: classes.map(({ name }) => name),
            ...matrixOf(cells, classes.length),
            ...metrics,
          },
          `${named}\n\nRun ${run.id} on ${evaluation.images.toLocaleString('en')} ${imagesIn(part)}: ${totals(values, evaluation.images)}${sentence ? `\n${sentence}` : ''}${temperatureText(metrics.calibrated)}${hardText(context.project, part)}`,
        );
        return exitCodes.done;
      });
    });
}

/**
 * With more classes than this, the matrix `[classes, classes]` is mostly zeros, and only its cells are
 * reported.
 */
const mostInMatrix = 1000;

/** The confusion matrix for programs. */
function matrixOf(cells: ConfusionCells, classes: number) {
  if (classes > mostInMatrix) return { cells };
  const confusion = new Array<number>(classes * classes).fill(0);
  for (let at = 0; at < cells.length; at += 3) confusion[cells[at] * classes + cells[at + 1]] = cells[at + 2];
  return { confusion };
}

/**
 * Refuses options that do not fit together: those that belong to one kind of measurement need it, some kinds
 * apply only to test images, and a named set needs no split.
 */
function refuseStray(
  { robustness, perturbations, adversarial, split, ...options }: EvaluateOptions,
  self: Command,
): void {
  // A named set may be measured by slices.
  const ways = [
    ...[robustness, perturbations, adversarial],
    ...[options.slices ?? options.set, options.sets, options.makeHardSet],
  ];
  if (ways.filter((way) => way !== undefined).length > 1)
    self.error(
      'error: --robustness, --perturbations, --adversarial, --slices, --set, --sets and --make-hard-set are asked for one at a time.',
    );
  if (options.everyRun && options.set === undefined && !options.sets)
    self.error('error: --every-run says something with --set or --sets alone.');
  if (options.confidence !== undefined && options.makeHardSet === undefined)
    self.error('error: --confidence says something with --make-hard-set alone.');
  if (split !== 'test' && (options.set !== undefined || options.sets || options.makeHardSet !== undefined))
    self.error('error: named test sets are no part of a split: leave --split out.');
  const stray = robustnessOptions.find((name) => options[name] !== undefined);
  if (!robustness && stray) self.error(`error: --${stray} says something with --robustness alone.`);
  if (!robustness && !perturbations && options.baseline !== undefined)
    self.error('error: --baseline says something with --robustness or --perturbations alone.');
  const alone = attackOptions.find((name) => options[name] !== undefined);
  if (!adversarial && alone) self.error(`error: --${alone} says something with --adversarial alone.`);
  if (!robustness && !adversarial && !perturbations && options.images !== undefined)
    self.error('error: --images says something with --robustness, --perturbations or --adversarial alone.');
  const ofSlices = sliceOptions.find((name) => options[name] !== undefined);
  if (!options.slices && ofSlices) self.error(`error: --${ofSlices} says something with --slices alone.`);
  const onTest = Object.entries({ robustness, perturbations, adversarial }).find(([, asked]) => asked);
  if (onTest && split !== 'test')
    self.error(`error: --${onTest[0]} is measured on test images: leave --split out.`);
}

/** The calibration error after temperature scaling; empty if no temperature was fitted. */
function temperatureText(calibrated: CalibratedMetrics | undefined): string {
  if (!calibrated) return '';
  const { temperature, fittedOn, ece } = calibrated;
  return `\nAt temperature ${temperature.toFixed(2)}, fitted on ${fittedOn.toLocaleString('en')} validation images: expected calibration error ${percent(ece)}`;
}

/** A text like "accuracy 91.2 %, balanced accuracy 90.4 %, …", without metrics that do not apply. */
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
