/** Probabilities of logits `[images, classes]`, row by row, computed in double precision. */
export function softmax(
  logits: Float32Array,
  classes: number,
  out = new Float32Array(logits.length),
): Float32Array {
  for (let row = 0; row < logits.length; row += classes) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) if (!(logits[row + c] <= largest)) largest = logits[row + c];
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += Math.exp(logits[row + c] - largest);
    for (let c = 0; c < classes; c++) out[row + c] = Math.exp(logits[row + c] - largest) / sum;
  }
  return out;
}
