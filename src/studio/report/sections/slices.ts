import { sliceFigures, sliceNotesOf, verdictWords } from '../../../core/sentences/slices';
import { slicingWords } from '../../../core/slices/table';
import { noteSentence } from '../../../core/words/notes';
import type { ReportData } from '../facts/types';
import { count, percent } from '../page/format';
import { html } from '../page/html';
import { panel, type Section, table } from './section';

const titles = slicingWords('en', 'title');
/** Slices beyond these are strong, or hardly differ. */
const mostShown = 20;

/** The slices of the test images on which the model is weakest; left out if it was not measured. */
export function slicesSection({ slices }: ReportData): Section {
  return {
    id: 'slices',
    title: 'Where it is weak',
    lead: 'Accuracy on slices of the test images: by class, source, group, tag, size, brightness and file date. Slices that are weaker by more than noise come first.',
    content: slices && slices.measured.slices.length > 0 ? contentOf(slices) : null,
  };
}

function contentOf({ model, measured }: NonNullable<ReportData['slices']>) {
  const shown = measured.slices.slice(0, mostShown).map((slice) => ({
    ...slice,
    ...sliceFigures(slice, measured),
  }));
  const said = sliceNotesOf(measured).map((note) => noteSentence(note, 'cli'));
  const left = measured.slices.length - shown.length;
  return panel(
    `${model}, ${percent(measured.right / measured.images, 1)} on all ${count(measured.images)} test images`,
    html`<p>${said.join(' ')}</p>${table(
      `Slices of the test images${left > 0 ? `, the weakest ${shown.length} of ${measured.slices.length}` : ''}`,
      [
        { name: 'Slice', cell: ({ name }) => name },
        { name: 'By', cell: ({ rule }) => titles[rule] },
        { name: 'Images', numeric: true, cell: ({ images }) => count(images) },
        { name: 'Accuracy', numeric: true, cell: ({ accuracy }) => percent(accuracy, 1) },
        { name: '95 % interval', numeric: true, cell: ({ interval }) => interval },
        { name: 'Points from the whole', numeric: true, cell: ({ points }) => points },
        { name: 'Against the others', cell: ({ verdict }) => verdictWords.en[verdict] },
      ],
      shown,
    )}`,
  );
}
