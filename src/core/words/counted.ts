/** "1 image", "1,204 images": a number in English words, with the form of the noun that it takes. */
export const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
