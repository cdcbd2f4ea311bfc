import { attackTitles } from '../adversarial/strength';
import { corruptionWords } from '../corruptions/table';
import { perturbationWords } from '../perturbations/table';
import type { RobustGain, RobustMeasure, RobustRates } from '../robust/gains';
import type { Mean } from '../study/mean-interval';
import { signedPoints } from '../words/points';
import { percentText } from '../words/shares';
import { metricText } from './metrics';
import { differenceText, meanText, verdictWords } from './study';

/** A table of gains, in English for the command line and the page: head and rows of cells. */
export function gainTable(
  seeds: readonly number[],
  gains: readonly RobustGain[],
): { readonly head: string[]; readonly rows: string[][] } {
  const several = seeds.length > 1;
  const head = ['', 'teacher', 'student', 'better by', ...(several ? ['', 'by seed'] : [])];
  const rows = gains.map(({ measure, first, last, gain, verdict, bySeed }) => [
    titleOf(measure),
    meanText(first),
    meanText(last),
    differenceText(gain),
    ...(several ? [verdictWords[verdict], bySeed.map(signedPoints).join(', ')] : []),
  ]);
  return { head, rows };
}

/** The titles of several measures, with the strengths of an attack together. */
function titlesOf(measures: readonly RobustMeasure[]): string[] {
  const titles = new Map<RobustMeasure['name'], string>();
  for (const measure of measures) {
    const before = titles.get(measure.name);
    const more = 'epsilon' in measure ? `, ${measure.epsilon}/255` : '';
    titles.set(measure.name, before === undefined ? titleOf(measure) : before + more);
  }
  return [...titles.values()];
}

function titleOf(measure: RobustMeasure): string {
  switch (measure.name) {
    case 'clean':
      return 'accuracy, test images as they are';
    case 'hard':
      return 'accuracy, hard images';
    case 'corruptions':
      return 'accuracy, mean of 15 corruptions';
    case 'flips':
      return 'flip probability (lower is better)';
    default:
      return `accuracy, ${attackTitles[measure.name]} at ε ${measure.epsilon}/255`;
  }
}

/** What the table does not show, in sentences: rates relative to the teacher, and the measures in which the student is not better. */
export function gainSentences(gains: readonly RobustGain[], rates: RobustRates): string[] {
  return [ratesText(rates), ...worseTexts(gains, rates)].filter((text) => text !== null);
}

function ratesText({ mce, relativeMce, mfr }: RobustRates): string | null {
  const said = [
    mce && `mCE ${ofAll(mce)}`,
    relativeMce && `relative mCE ${ofAll(relativeMce)}`,
    mfr && `mFR ${ofAll(mfr)}`,
  ].filter((text) => text !== null);
  return said.length === 0
    ? null
    : `Relative to its teacher (100 %: as many errors or flips), the student has ${said.join(', ')}.`;
}

const ofAll = ({ mean, deviation }: Mean) =>
  `${metricText('accuracy', mean)}${deviation === null ? '' : ` ± ${(100 * deviation).toFixed(1)}`}`;

function worseTexts(gains: readonly RobustGain[], { corruptions, perturbations }: RobustRates): string[] {
  const titles = { ...corruptionWords('en', 'title'), ...perturbationWords('en', 'title') };
  const more = (rates: readonly { readonly name: keyof typeof titles; readonly rate: number }[]) =>
    rates
      .filter(({ rate }) => rate >= 1)
      .sort((a, b) => b.rate - a.rate)
      .map(({ name, rate }) => `${titles[name].toLowerCase()} (${percentText(rate, 0)})`)
      .join(', ');
  const behind = titlesOf(gains.filter(({ gain }) => gain.mean <= 0).map(({ measure }) => measure));
  const [errors, flips] = [more(corruptions), more(perturbations)];
  return [
    behind.length > 0
      ? `On average it is not better at: ${behind.join('; ')}.`
      : 'On average it is better at each of these.',
    errors === ''
      ? 'It makes fewer errors than its teacher under each corruption.'
      : `It does not make fewer errors than its teacher under ${errors}.`,
    flips === ''
      ? 'Its answers flip less often than its teacher’s under each perturbation.'
      : `Its answers do not flip less often than its teacher’s under ${flips}.`,
  ];
}
