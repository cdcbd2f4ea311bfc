/** Names as they are pasted, one a line, or as cells of a table: apart by what no name can hold. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[\n\r\t]+/)
    .map((name) => name.trim())
    .filter(Boolean);
