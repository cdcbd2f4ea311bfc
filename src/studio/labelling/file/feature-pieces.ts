import type { Project } from '../../project/folder/project';

/** Features of images, `[rows, width]`, of which some are read at a time; NaN for an image whose features are not known. */
export interface FeatureRows {
  readonly rows: number;
  readonly width: number;
  /** `[count, width]` */
  read(first: number, count: number): Promise<Float32Array>;
}

/** Numbers read and decoded at a time: about 10 ms of work, after which other work gets its turn. */
const pieceValues = 1 << 20;

/** Some rows, ascending; a NaN is read as 0, so that one such image does not spoil a fit. */
export async function rowsOf(file: FeatureRows, rows: ArrayLike<number>): Promise<Float32Array> {
  const { width } = file;
  const values = new Float32Array(rows.length * width);
  for (let at = 0; at < rows.length; ) {
    let end = at + 1;
    while (end < rows.length && rows[end] === rows[end - 1] + 1) end++;
    values.set(await file.read(rows[at], end - at), at * width);
    at = end;
  }
  return values.map((value) => (Number.isFinite(value) ? value : 0));
}

/** Values of all rows, of which only some are in memory at a time; `of` returns one for each row of features. */
export async function byPieces(
  project: Project,
  file: FeatureRows,
  of: (features: Float32Array) => Float32Array,
): Promise<Float32Array> {
  const values = new Float32Array(file.rows);
  const piece = Math.max(1, Math.floor(pieceValues / file.width));
  for (let first = 0; first < file.rows; first += piece) {
    values.set(of(await file.read(first, Math.min(piece, file.rows - first))), first);
    await project.giveWay();
  }
  return values;
}
