import type { LabelSourceCounts } from '../../core/vocabulary/labels';
import type { Connection } from '../database/connection';

const splits =
  "i.split IN ('labelled-train', 'validation', 'test', 'extra-test', 'unlabelled') AND i.state = 'ok'";

export class LabelSourceQueries {
  constructor(private readonly connection: Connection) {}

  /**
   * A label from an import or a person takes precedence, then a review, then a selection. Each source is
   * counted separately, because most images of a large pool have none of them and need not be read.
   */
  count(selectionId: number | null): LabelSourceCounts {
    const all = this.#count(`images i WHERE ${splits}`);
    const labelled = this.#count(`images i WHERE ${splits} AND i.class_id > 0`);
    const person = this.#count(
      `images i WHERE ${splits} AND i.class_id > 0 AND
         (SELECT who FROM labels l WHERE l.image_id = i.id ORDER BY l.id DESC LIMIT 1) <> 'import'`,
    );
    const review = this.#count(
      "standing_reviews r JOIN images i ON i.id = r.image_id WHERE i.state = 'ok' AND i.class_id IS NULL",
    );
    const pseudo =
      selectionId === null
        ? 0
        : this.#count(
            `selection_items s JOIN images i ON i.id = s.image_id
             WHERE s.selection_id = ? AND s.state = 'kept' AND i.state = 'ok' AND i.class_id IS NULL
               AND s.image_id NOT IN (SELECT image_id FROM standing_reviews)`,
            selectionId,
          );
    return {
      import: labelled - person,
      person,
      review,
      'pseudo-label': pseudo,
      none: all - labelled - review - pseudo,
    };
  }

  #count(from: string, ...values: number[]): number {
    return this.connection.row<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, values)!.n;
  }
}
