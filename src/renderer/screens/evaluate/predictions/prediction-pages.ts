import type { LabelTiles } from '../../../../contract';
import { type PageSource, PageStore } from '../../../gallery/page-store';

/** The present label of each predicted image; rows are places in the list of predictions. */
export class PredictionPages extends PageStore<LabelTiles> {
  /** 0: no label. */
  readonly classIds: Int32Array;

  constructor(images: number, source: PageSource<LabelTiles>) {
    super(images, source);
    this.classIds = new Int32Array(images);
  }

  /** Shows the result of a label at once. */
  expectLabel(rows: Int32Array, classId: number): void {
    this.expect(rows, (row) => {
      this.classIds[row] = classId;
    });
  }

  protected same(row: number, tiles: LabelTiles, i: number): boolean {
    return this.classIds[row] === tiles.classIds[i];
  }

  protected store(row: number, tiles: LabelTiles, i: number): void {
    this.classIds[row] = tiles.classIds[i];
  }
}
