/**
 * Why a backup was made: the first opening in a day, the end of work, during long work, before a new version, by hand, or from what could
 * be read of a damaged catalog.
 */
export const backupReasons = ['day', 'end', 'work', 'version', 'hand', 'salvaged'] as const;
export type BackupReason = (typeof backupReasons)[number];

/** What a backup's name says about the backup. */
export interface BackupName {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly reason: BackupReason;
}

/** `catalog-20261126-203638-day.db`: the time is UTC, so that names sort as they were made. */
export function backupName(madeAt: number, reason: BackupReason): string {
  return `catalog-${stampOf(madeAt)}-${reason}.db`;
}

/** `20261126-203638`, a moment as part of a file's name. */
export function stampOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
}

/** Returns null if the name is not that of a backup. */
export function parseBackupName(name: string): BackupName | null {
  const parts = /^catalog-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-([a-z]+)\.db$/.exec(name);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const reason = backupReasons.find((each) => each === parts[7]);
  return reason ? { name, madeAt: Date.UTC(year, month - 1, day, hour, minute, second), reason } : null;
}

const day = 24 * 3600_000;

/** The largest number of backups that are kept, and the number that is kept whatever their size. */
const most = 10;
const least = 2;
/** The most bytes that all backups take together, unless `least` of them already take more. */
const mostBytes = 2 * 2 ** 30;

/**
 * Returns which backups of a folder to delete. The newest three are kept, the newest of each of the last seven days and of each of the last
 * four weeks that have one, and the last before a new version, as far as there is room. The one that was made just now (`made`) is never
 * deleted, whatever dates the others have.
 */
export function superfluous(
  backups: readonly (BackupName & { readonly bytes: number })[],
  now: number,
  made: string,
): string[] {
  const newestFirst = [...backups].sort((a, b) => b.madeAt - a.madeAt);
  const kept = new Set(newestFirst.slice(0, 3));
  for (const [period, count] of [
    [day, 7],
    [7 * day, 4],
  ] as const) {
    const seen = new Set<number>();
    for (const backup of newestFirst) {
      const bucket = Math.floor(backup.madeAt / period);
      if (seen.has(bucket) || now - backup.madeAt > period * count) continue;
      seen.add(bucket);
      kept.add(backup);
    }
  }
  const beforeVersion = newestFirst.find(({ reason }) => reason === 'version');
  if (beforeVersion) kept.add(beforeVersion);
  // If there are too many or they are too large, the oldest is deleted first.
  const isMade = ({ name }: BackupName) => name === made;
  const madeFirst = [...newestFirst.filter(isMade), ...newestFirst.filter((each) => !isMade(each))];
  let [count, bytes] = [0, 0];
  const roomy = new Set<BackupName>();
  for (const backup of madeFirst.filter((each) => kept.has(each) || isMade(each))) {
    bytes += backup.bytes;
    if (++count > most || (count > least && bytes > mostBytes)) break;
    roomy.add(backup);
  }
  return newestFirst.filter((backup) => !roomy.has(backup)).map(({ name }) => name);
}
