import type { Evaluation } from '../../catalog';
import { metricText } from '../../core/sentences/metrics';
import { sliceFigures, sliceNotesOf, verdictWords } from '../../core/sentences/slices';
import type { MeasuredSlices } from '../../core/slices/measure';
import { slicingWords } from '../../core/slices/table';
import { csvText } from '../../core/words/csv';
import { noteSentence } from '../../core/words/notes';
import { table } from '../terminal/output';

const titles = slicingWords('en', 'title');
const columns = ['slicing', 'slice', 'images', 'right', 'accuracy', 'low', 'high', 'p', 'verdict'] as const;

/** The result of `evaluate --slices` for machines: shares, not per cent. */
export function sliceData({ images, right, slices, few }: MeasuredSlices) {
  return {
    ...{ images, right, accuracy: right / images, fewImages: few },
    slices: slices.map(({ rule, ...slice }) => ({ slicing: rule, ...slice })),
  };
}

/** A line for each slice, in the order of the table. */
export const sliceCsv = ({ slices }: MeasuredSlices): string =>
  csvText(
    columns,
    slices.map(({ rule, name, ...slice }) => ({ slicing: rule, slice: name, ...slice })),
  );

/** The same for people, with a summary of all slices. */
export function sliceText(
  measured: MeasuredSlices,
  { runId }: Pick<Evaluation, 'runId'>,
  on: string,
): string {
  const { images, right, slices } = measured;
  const rows = slices.map((slice) => {
    const { interval, points } = sliceFigures(slice, measured);
    return [
      titles[slice.rule],
      slice.name,
      slice.images.toLocaleString('en'),
      metricText('accuracy', slice.accuracy),
      interval,
      points,
      verdictWords.en[slice.verdict],
    ];
  });
  const head = ['by', 'slice', 'images', 'accuracy', '95 % interval', 'points', 'against the others'];
  const said = sliceNotesOf(measured).map((note) => noteSentence(note, 'cli'));
  return [
    ...(rows.length > 0 ? [table(head, rows), ''] : []),
    `Run ${runId} on ${images.toLocaleString('en')} ${on}: accuracy ${metricText('accuracy', right / images)}`,
    ...said,
  ].join('\n');
}
