/**
 * Divides images into four slices of equally many images by a number of each image, named by the smallest and the largest number in the
 * slice. Equal numbers stay together; if there are at most four different numbers, each is a slice of its own. An image without a number
 * belongs to no slice.
 */
export function quarters(
  values: readonly (number | null)[],
  nameOf: (least: number, largest: number) => string,
): (string | null)[] {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const different = [...new Set(sorted)];
  const cuts =
    different.length <= 4
      ? different
      : [1, 2, 3].map((part) => sorted[Math.floor((part * sorted.length) / 4)]);
  const partOf = (value: number) => cuts.filter((cut) => cut <= value && cut > sorted[0]).length;
  const ends = new Map<number, { least: number; largest: number }>();
  for (const value of sorted) {
    const part = partOf(value);
    ends.set(part, { least: ends.get(part)?.least ?? value, largest: value });
  }
  const names = new Map([...ends].map(([part, { least, largest }]) => [part, nameOf(least, largest)]));
  return values.map((value) => (value === null ? null : (names.get(partOf(value)) ?? null)));
}

/** "28", "240–480": a range whose ends are already text. */
export const rangeText = (least: string, largest: string): string =>
  least === largest ? least : `${least}–${largest}`;
