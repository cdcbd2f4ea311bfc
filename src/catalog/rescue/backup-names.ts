/** Why a backup was made: the first opening in a day, the end of work, work that went on, a new version, or from a damaged catalog. */
export const backupReasons = ['day', 'end', 'work', 'version', 'hand', 'salvaged'] as const;
export type BackupReason = (typeof backupReasons)[number];

/** What a backup's name says of it. */
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

/** Null for what is no backup's name. */
export function parseBackupName(name: string): BackupName | null {
  const parts = /^catalog-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-([a-z]+)\.db$/.exec(name);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const reason = backupReasons.find((each) => each === parts[7]);
  return reason ? { name, madeAt: Date.UTC(year, month - 1, day, hour, minute, second), reason } : null;
}

const day = 24 * 3600_000;

/** How many backups are kept at most, and how many whatever their size. */
const most = 10;
const least = 2;
/** Beyond `least`, backups take no more than this together. */
const mostBytes = 2 * 2 ** 30;

/**
 * Which backups to delete, of those in a folder: kept are the newest three, the newest of each of the last seven days and of each of
 * the last four weeks with one, and the last before a new version, as far as there is room. The one that was made just now (`made`) is
 * never among them, whatever the clock says of the others.
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
  // The oldest goes first where there are too many or they are too large.
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
