import { type PageSource, PageStore } from '../session/page-store';

/** The data of each row of a gallery whose tiles show a star and tags. */
export abstract class MarkedPages<Tiles extends { readonly marks: Uint8Array }> extends PageStore<Tiles> {
  /** The star, note and number of tags of each row, packed; see `packMarks` of core. */
  readonly marks: Uint8Array;

  constructor(size: number, source: PageSource<Tiles>) {
    super(size, source);
    this.marks = new Uint8Array(size);
  }

  /** Shows or hides the stars of rows at once, before the studio has answered. */
  expectStars(rows: Int32Array, on: boolean): void {
    this.expect(rows, (row) => {
      if (this.isKnown(row)) this.marks[row] = on ? this.marks[row] | 1 : this.marks[row] & ~1;
    });
  }
}
