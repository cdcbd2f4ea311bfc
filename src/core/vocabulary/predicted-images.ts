/**
 * Images outside the project that a model predicted have numbers too, by which the window requests their pictures and files. They are
 * larger than any number of the catalog and differ between predictions, so that no picture of an earlier prediction is taken for one of a
 * later.
 */
const first = 2 ** 40;
/** The most images of one prediction. */
const most = 2 ** 24;

/** The number of a row of a prediction, by which its picture is requested. */
export const predictedImageId = (predictionId: number, row: number): number =>
  first + predictionId * most + row;

/** The prediction and the row of an image's number; null for an image of the catalog. */
export function predictedImage(
  imageId: number,
): { readonly predictionId: number; readonly row: number } | null {
  if (imageId < first) return null;
  const at = imageId - first;
  return { predictionId: Math.floor(at / most), row: at % most };
}
