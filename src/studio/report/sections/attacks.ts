import {
  type AttackCurve,
  type AttackedResults,
  attackTitles,
  curvesOf,
} from '../../../core/adversarial/strength';
import { accuracyInterval } from '../../../core/sentences/metrics';
import type { ReportData } from '../facts/types';
import { count, percent } from '../page/format';
import { html } from '../page/html';
import { type Column, panel, type Section, table } from './section';

interface Row extends AttackCurve {
  readonly name: string;
  readonly images: number;
}

/** The accuracy under attack of each model that was measured; left out if none was. */
export function attacksSection({ iterations }: ReportData): Section {
  const rows = iterations.flatMap(({ name, attacked }) => (attacked ? rowsOf(name, attacked) : []));
  const epsilons = [...new Set(rows.flatMap(({ points }) => points.map(({ epsilon }) => epsilon)))];
  return {
    id: 'attacks',
    title: 'Under attack',
    lead: 'Accuracy, with its 95 % interval, on test images that were changed so that the model errs the most, no pixel by more than ε: in one step along the gradient of the loss (FGSM, Goodfellow et al. 2015), and in several steps (PGD, Madry et al. 2018).',
    content:
      rows.length === 0
        ? null
        : panel(
            'Accuracy by ε',
            table(
              'Accuracy of each model by the largest change of a pixel',
              [
                { name: 'Model', cell: ({ name }) => name },
                {
                  name: 'Attack',
                  cell: ({ attack, steps }) =>
                    attack === 'pgd' ? `${attackTitles.pgd}, ${steps} steps` : attackTitles[attack],
                },
                ...epsilons.sort((a, b) => a - b).map(columnOf),
                { name: 'Images', numeric: true, cell: ({ images }) => count(images) },
              ],
              rows,
            ),
          ),
  };
}

const rowsOf = (name: string, attacked: AttackedResults): Row[] =>
  curvesOf(attacked).map((curve) => ({ ...curve, name, images: attacked.images }));

const columnOf = (epsilon: number): Column<Row> => ({
  name: epsilon === 0 ? 'Clean' : `${epsilon}/255`,
  numeric: true,
  cell: ({ points, images }) => {
    const accuracy = points.find((point) => point.epsilon === epsilon)?.accuracy;
    if (accuracy === undefined) return null;
    return html`${percent(accuracy, 1)} <small>${accuracyInterval(accuracy, images)}</small>`;
  },
});
