/** Mean, deviation and mean distance from the clean image. */
export function measured(image: Uint8Array, clean: Uint8Array): [number, number, number] {
  let [sum, squares, away] = [0, 0, 0];
  for (let i = 0; i < image.length; i++) {
    sum += image[i];
    squares += image[i] ** 2;
    away += Math.abs(image[i] - clean[i]);
  }
  const mean = sum / image.length;
  return [mean, Math.sqrt(squares / image.length - mean ** 2), away / image.length];
}
