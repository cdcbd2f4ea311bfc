import type { Split } from '../../../../catalog';
import { type Note, note } from '../../../../core/words/notes';
import { isHeldBackMore, splitMeanings } from '../../listing/split-meanings';

/**
 * Applies what a person says that all images of a list are for to rows with splits of their own: what the list would train on follows the
 * person; what it holds out stays held out.
 */
export class SplitAsked {
  #followed = 0;
  #kept = 0;

  /** `asked` is left out if a person says nothing. */
  constructor(private readonly asked: Split | undefined) {}

  /** The split of a row for which the list gives this one. */
  of(said: Split): Split {
    const { asked } = this;
    if (asked === undefined || asked === said) return said;
    const isHeldOut = isHeldBackMore(said, undefined);
    const follows = !isHeldOut && (isHeldBackMore(asked, said) || said === 'labelled-train');
    if (follows) this.#followed++;
    else this.#kept++;
    return follows ? asked : said;
  }

  get notes(): Note[] {
    if (this.asked === undefined) return [];
    const meaning = splitMeanings[this.asked];
    return [
      ...(this.#followed > 0 ? [note('split-asked', { images: this.#followed, meaning })] : []),
      ...(this.#kept > 0 ? [note('split-asked-kept', { images: this.#kept, meaning })] : []),
    ];
  }
}
