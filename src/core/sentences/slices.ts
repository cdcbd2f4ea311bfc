import { leastImages, type MeasuredSlices, type Slice, type SliceVerdict } from '../slices/measure';
import type { InEach } from '../words/language';
import { type Note, note } from '../words/notes';
import { signedPoints } from '../words/points';
import { hundredths, percentText } from '../words/shares';

/** How a slice compares with the other images. */
export const verdictWords: InEach<Readonly<Record<SliceVerdict, string>>> = {
  en: { weaker: 'weaker', within: 'within noise', stronger: 'stronger' },
  ko: { weaker: '낮음', within: '우연일 수 있음', stronger: '높음' },
};

/** The interval of a slice's accuracy as "62.3–68.2 %", and how far it is from the whole as "−3.1". The same in every language. */
export function sliceFigures(
  { low, high, accuracy }: Slice,
  { images, right }: Pick<MeasuredSlices, 'images' | 'right'>,
): { interval: string; points: string } {
  return {
    interval: `${hundredths(low)}–${percentText(high)}`,
    points: signedPoints(accuracy - right / images),
  };
}

/** The notes on all slices together. */
export function sliceNotesOf({ slices, few }: MeasuredSlices): Note[] {
  const weak = slices.filter(({ verdict }) => verdict === 'weaker').length;
  const said =
    weak > 0
      ? note('slices-weak', { weak, slices: slices.length })
      : note('slices-alike', { slices: slices.length });
  return few > 0 ? [said, note('slices-few', { few, least: leastImages })] : [said];
}
