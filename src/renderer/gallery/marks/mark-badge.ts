import { hasNote, hasStar, tagsOn } from '../../../core/vocabulary/marks';
import { i18n } from '../../base/strings';
import { span } from '../grid/picture-tile';
import classes from './MarkBadge.module.css';

/** A star, the number of tags and a sign for a note, in a corner of a tile. The badge is hidden if there is none of them. */
export class MarkBadge {
  readonly element = span(classes.badge);
  #shown = 0;

  constructor() {
    this.element.setAttribute('aria-hidden', 'true');
    this.element.hidden = true;
  }

  /** Shows the marks of an image and returns the words for them, none for an image without marks. */
  write(marks: number): string[] {
    const [star, noted, tags] = [hasStar(marks), hasNote(marks), tagsOn(marks)];
    if (marks !== this.#shown) {
      this.#shown = marks;
      this.element.hidden = marks === 0;
      this.element.dataset.starred = String(star);
      this.element.textContent = [star && '★', tags > 0 && `#${tags}`, noted && '✎']
        .filter(Boolean)
        .join(' ');
    }
    if (marks === 0) return [];
    const said = [
      star && i18n.t('marks.hasStar'),
      tags > 0 && i18n.t('marks.hasTags', { count: tags }),
      noted && i18n.t('marks.hasNote'),
    ];
    return said.filter((words) => words !== false);
  }
}
