/**
 * Splits pasted text into names: one a line, or cells of a table. Separators are characters that no name can
 * contain.
 */
export const namesIn = (text: string): string[] =>
  text
    .split(/[\n\r\t]+/)
    .map((name) => name.trim())
    .filter(Boolean);
