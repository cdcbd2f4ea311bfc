const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * An amount of memory or of a disk, the same in every user interface and language: "784 B", "12.4 kB", "3 MB", "142 TB". Units of 1,000, as
 * disks and file managers count; three digits at most.
 */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // A value that rounds to a thousand moves to the next unit.
  while (Math.abs(rounded(value)) >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${rounded(value)} ${units[unit]}`;
}

const rounded = (value: number) =>
  Math.abs(value) < 99.95 ? Math.round(value * 10) / 10 : Math.round(value);
