import { type Command, Option } from 'commander';
import { type MetricValues, metrics as measured } from '../../core/metrics';
import type { CalibratedMetrics } from '../../core/metrics/evaluation';
import { accuracyInterval, metricText } from '../../core/words/metrics';
import { seenSentence } from '../../core/words/seen-images';
import { evaluateRun } from '../../studio/method/evaluate';
import { chosenModel } from '../chosen-model';
import { exitCodes } from '../exit-codes';
import { type ModelChoice, withModelChoice } from '../options';
import { percent, table } from '../output';
import { withStudio } from '../session';

interface EvaluateOptions extends ModelChoice {
  readonly split: 'test' | 'validation';
}

export function addEvaluate(program: Command): void {
  withModelChoice(program.command('evaluate'))
    .addOption(
      new Option('--split <split>', 'on which images').choices(['test', 'validation']).default('test'),
    )
    .description('measure a trained model on labelled images that it did not see')
    .action(async (options: EvaluateOptions, self: Command) => {
      await withStudio(self, async (context, output) => {
        const { run, told } = chosenModel(context, options);
        const evaluation = await evaluateRun(context, run, options.split);
        const { values, ...metrics } = evaluation.metrics;
        const seen = evaluation.settings?.seen ?? null;
        const sentence = seenSentence(seen, options.split);
        const classes = context.project.catalog.classes.list();
        const rows = metrics.perClass.map(({ precision, recall, f1, support }, i) => {
          return [classes[i].name, percent(precision), percent(recall), percent(f1), String(support)];
        });
        output.result(
          { ...told, split: options.split, images: evaluation.images, seen, ...values, ...metrics },
          `${table(['class', 'precision', 'recall', 'F1', 'images'], rows)}\n\nRun ${run.id} on ${evaluation.images.toLocaleString('en')} ${options.split} images: ${totals(values, evaluation.images)}${sentence ? `\n${sentence}` : ''}${temperatureText(metrics.calibrated)}`,
        );
        return exitCodes.done;
      });
    });
}

/** What one temperature makes of the calibration error; empty where none was fitted. */
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

/** A title inside a sentence: its first letter small. */
const inSentence = (title: string) => title[0].toLowerCase() + title.slice(1);
