import type { Attacks } from '../../catalog';
import { attackTitles, curvesOf } from '../../core/adversarial/strength';
import { wilson } from '../../core/metrics/interval';
import { accuracyInterval, metricText } from '../../core/sentences/metrics';
import { table } from '../terminal/output';

/** The result of `evaluate --adversarial` for machines: shares, not per cent; ε in 255ths. */
export function attackData(measured: Attacks) {
  const { split, images, imageSet, clean } = measured;
  return {
    split,
    images,
    imageSet,
    cleanAccuracy: clean ? clean.right / images : null,
    attacks: curvesOf(measured).map(({ attack, steps, points }) => ({
      attack,
      steps,
      accuracy: points.map(({ epsilon, right, accuracy }) => ({
        epsilon,
        accuracy,
        right,
        interval: wilson(right, images),
      })),
    })),
  };
}

/** The same for people: a row for each ε and a column for each attack. */
export function attackText(measured: Attacks): string {
  const { runId, images } = measured;
  const curves = curvesOf(measured);
  const epsilons = [...new Set(curves.flatMap(({ points }) => points.map(({ epsilon }) => epsilon)))];
  const head = [
    'epsilon',
    ...curves.flatMap(({ attack, steps }) => [
      attack === 'pgd' ? `${attackTitles[attack]}, ${steps} steps` : attackTitles[attack],
      '95 %',
    ]),
  ];
  const body = epsilons
    .sort((a, b) => a - b)
    .map((epsilon) => [
      epsilon === 0 ? '0 (clean)' : `${epsilon}/255`,
      ...curves.flatMap(({ points }) => {
        const accuracy = points.find((point) => point.epsilon === epsilon)?.accuracy ?? null;
        return [metricText('accuracy', accuracy), accuracyInterval(accuracy, images)];
      }),
    ]);
  return `${table(head, body)}\n\nRun ${runId} on ${images.toLocaleString('en')} test images, attacked by who knows its weights.`;
}
