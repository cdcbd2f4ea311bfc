import { oodHelp, oodScoreNames } from '../ood/table';
import { choice, integerOr, integerOrNull, number, section, yesNo } from './fields';

/** Filter, out-of-domain flag and balance (the paper, section 3.1). */
export const selectionSchema = section(
  { title: 'Selection', help: 'Which pseudo-labelled images the student learns from.' },
  {
    threshold: number({
      essential: true,
      title: 'Confidence threshold',
      help: 'An image is kept if the teacher’s largest probability reaches this. That is never below 1 / classes, so 0.3 drops nothing with 2 or 3 classes; there start from 0.75 and 0.67, half way from chance to certainty.',
      paper: 0.3,
      min: 0,
      max: 1,
    }),
    ood: section(
      { title: 'Out-of-domain flag', help: 'Sets images aside that look like none of the labelled ones.' },
      {
        score: choice([...oodScoreNames, 'none'], {
          essential: true,
          title: 'Score',
          help: `${oodHelp('en')} none: nothing is flagged.`,
          paper: 'none',
        }),
        keep: number({
          title: 'Kept in-domain',
          help: 'The limit is set so that this share of held-out labelled images stays in-domain.',
          min: 0.5,
          max: 1,
        }),
      },
    ),
    quota: integerOr('auto', {
      essential: true,
      title: 'Images per class',
      help: 'The most confident images of each class up to this number; auto divides the images that passed threshold and flag by the number of classes.',
      paper: 130_000,
      unit: 'images',
      min: 1,
      max: 100_000_000,
    }),
    duplicate: yesNo({
      title: 'Fill short classes',
      help: 'Repeats the images of a class that has fewer than its number, so that classes are balanced.',
      paper: true,
    }),
    maxCopies: integerOrNull({
      title: 'Most copies',
      help: 'No image is repeated more often than this, so that a handful of wrong labels cannot fill a class; none for no limit.',
      paper: null,
      unit: 'copies',
      min: 1,
      max: 65_535,
    }),
  },
);
