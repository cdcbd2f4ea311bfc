import type { LabelTiles } from '../../../../contract';
import { type PageSource, PageStore } from '../../../gallery/session/page-store';

/** The present label of each predicted image; rows are indices in the list of predictions. */
export class PredictionPages extends PageStore<LabelTiles> {
  /** Class ids; 0 for no label. */
  readonly classIds: Int32Array;
  /** 1 for an image that a person excluded. */
  readonly excluded: Uint8Array;

  constructor(images: number, source: PageSource<LabelTiles>) {
    super(images, source);
    this.classIds = new Int32Array(images);
    this.excluded = new Uint8Array(images);
  }

  /** Shows a new label at once, before the studio has answered. */
  expectLabel(rows: Int32Array, classId: number): void {
    this.expect(rows, (row) => {
      this.classIds[row] = classId;
    });
  }

  /** Shows at once that images are excluded, or are used again. */
  expectExcluded(rows: Int32Array, excluded: boolean): void {
    this.expect(rows, (row) => {
      this.excluded[row] = Number(excluded);
    });
  }

  protected same(row: number, tiles: LabelTiles, i: number): boolean {
    return this.classIds[row] === tiles.classIds[i] && this.excluded[row] === tiles.excluded[i];
  }

  protected store(row: number, tiles: LabelTiles, i: number): void {
    this.classIds[row] = tiles.classIds[i];
    this.excluded[row] = tiles.excluded[i];
  }
}
