/** Turns a text into a file name: `first try, Student 1` becomes `first-try-student-1`. */
export function fileName(words: string): string {
  const name = words
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return name.slice(0, 80) || 'export';
}
