import type { PredictedTiles } from '../../../contract';
import { type PageSource, PageStore } from '../../gallery/session/page-store';

/** The data of each predicted image; rows are those of the prediction. */
export class PredictPages extends PageStore<PredictedTiles> {
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  /** 1 for an image that is flagged as out-of-domain. */
  readonly flagged: Uint8Array;
  /** Paths below the chosen folder, only for rows that were loaded. */
  readonly names: string[] = [];

  constructor(images: number, source: PageSource<PredictedTiles>) {
    super(images, source);
    this.classIds = new Int32Array(images);
    this.confidence = new Float32Array(images);
    this.flagged = new Uint8Array(images);
  }

  /** A prediction does not change. */
  protected same(): boolean {
    return true;
  }

  protected store(row: number, tiles: PredictedTiles, i: number): void {
    this.classIds[row] = tiles.classIds[i];
    this.confidence[row] = tiles.confidence[i];
    this.flagged[row] = tiles.flagged[i];
    this.names[row] = tiles.names[i];
  }
}
