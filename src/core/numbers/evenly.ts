/** At most `most` places of a list of `length`, ascending, in even steps from the first on. */
export function evenPlaces(length: number, most: number): Int32Array {
  const count = Math.min(length, Math.max(0, most));
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * length) / count));
}

/**
 * At most `most` items of a list, evenly spaced and in order: if the list is sorted by class, each class is
 * represented.
 */
export function evenly<T>(all: ArrayLike<T>, most: number): T[] {
  return Array.from(evenPlaces(all.length, most), (place) => all[place]);
}
