/**
 * Turns distributions over a model's classes `[rows, columns.length]` into distributions over the project's classes `[rows, classes]`. The
 * model's class c is the project's class `columns[c]`. Two classes of the model that were merged since add up; a class that was added
 * after the training gets 0.
 */
export function toClasses(values: Float32Array, columns: ArrayLike<number>, classes: number): Float32Array {
  const width = columns.length;
  const out = new Float32Array((values.length / width) * classes);
  for (let row = 0, at = 0; at < values.length; row++)
    for (let c = 0; c < width; c++, at++) out[row * classes + columns[c]] += values[at];
  return out;
}

/** The likeliest class of each row of `[rows, classes]` (the first of equals), and its probability. */
export function likeliest(
  probabilities: Float32Array,
  classes: number,
): { classIndex: Int32Array; confidence: Float32Array } {
  const rows = probabilities.length / classes;
  const classIndex = new Int32Array(rows);
  const confidence = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let best = row * classes;
    for (let at = best + 1; at < (row + 1) * classes; at++)
      if (probabilities[at] > probabilities[best]) best = at;
    classIndex[row] = best - row * classes;
    confidence[row] = probabilities[best];
  }
  return { classIndex, confidence };
}
