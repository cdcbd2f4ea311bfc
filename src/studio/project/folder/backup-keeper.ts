import { existsSync, statSync } from 'node:fs';
import { type Backup, type BackupReason, inWorker, newestBackupAt } from '../../../catalog';
import { studioError } from '../../../core/errors';

const minute = 60_000;
const day = 24 * 60 * minute;

/** While a project is open, a backup is due this long after the last one if anything has changed, and sooner if a lot has. */
const workEvery = 15 * minute;
const restlessEvery = 2 * minute;
const manyChanges = 1000;
/** A catalog larger than this is copied less often, in proportion to its size. */
const usualBytes = 256 * 2 ** 20;
const lookEvery = minute;
/** Closing a project waits at most this long for the last backup; otherwise the next opening makes it. */
const endPatience = 10_000;

/** What the keeper has to know about the catalog that it backs up. */
interface Changes {
  /** The number of rows written so far. */
  readonly written: number;
  readonly isEmpty: boolean;
}

/**
 * Makes backups of an open catalog: at the first opening in a day, while changes go on, and at the end. Each is made in a thread of its
 * own, so that no decision has to wait. A backup that fails stops nothing; it is tried again.
 */
export class BackupKeeper {
  /** Called when a backup finds the catalog damaged, or cannot be made. */
  onProblem: (error: unknown) => void = () => {};
  #writtenAtLast = 0;
  #lastAt: number | null;
  #making: Promise<Backup | null> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #told = false;

  constructor(
    readonly catalog: string,
    readonly folder: string,
    private readonly changes: Changes,
    private readonly now: () => number = Date.now,
  ) {
    this.#lastAt = newestBackupAt(folder, this.now() + minute);
  }

  /** Begins to make backups. */
  start(): void {
    this.#timer = setInterval(() => this.#look(), lookEvery);
    this.#timer.unref();
    if (this.#isOld()) void this.#try('day');
  }

  /** Makes a last backup if something has changed since the one before. */
  async end(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    const patience = AbortSignal.timeout(endPatience);
    await this.#making?.catch(() => {});
    if (this.#changed > 0) await this.#try('end', patience);
  }

  /** Makes a backup now. Returns null if the disk has no room for it; throws any other error. */
  async make(reason: BackupReason, signal?: AbortSignal): Promise<Backup | null> {
    await this.#making?.catch(() => {});
    const { written } = this.changes;
    const task = { kind: 'backup', catalog: this.catalog, folder: this.folder, reason } as const;
    this.#making = inWorker(task, signal);
    try {
      const backup = await this.#making;
      this.#lastAt = backup?.madeAt ?? this.#lastAt;
      this.#writtenAtLast = written;
      return backup;
    } finally {
      this.#making = null;
    }
  }

  get #changed(): number {
    return this.changes.written - this.#writtenAtLast;
  }

  /**
   * The time since the last backup; infinite if there is none, or if the clock was set back since, because the backup's date then says
   * nothing.
   */
  get #age(): number {
    const age = this.now() - (this.#lastAt ?? Number.NEGATIVE_INFINITY);
    return age < -minute ? Number.POSITIVE_INFINITY : age;
  }

  /** Whether the catalog has changed since its newest backup, and that backup is over a day old. */
  #isOld(): boolean {
    return this.#age > day && changedAt(this.catalog) > (this.#lastAt ?? 0);
  }

  /** Nobody awaits this, so an error here would end the process: the project's folder may have been renamed, or its disk removed. */
  #look(): void {
    if (this.#making || this.#changed === 0) return;
    try {
      if (this.#isDue()) void this.#try('work');
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Whether a backup is due. Throws `catalog-moved`. */
  #isDue(): boolean {
    const age = this.#age;
    const size = statSync(this.catalog, { throwIfNoEntry: false })?.size;
    if (size === undefined) throw studioError('catalog-moved', { file: this.catalog });
    const rarer = Math.max(1, size / usualBytes);
    return age > workEvery * rarer || (age > restlessEvery * rarer && this.#changed >= manyChanges);
  }

  /** Makes an automatic backup: a failure is reported once, and stops nothing. */
  async #try(reason: BackupReason, signal?: AbortSignal): Promise<void> {
    if (this.changes.isEmpty) return;
    try {
      await this.make(reason, signal);
    } catch (error) {
      if (!signal?.aborted) this.#tell(error);
    }
  }

  /** Reports a problem only the first time. */
  #tell(error: unknown): void {
    if (!this.#told) this.onProblem(error);
    this.#told = true;
  }
}

/** The time at which the catalog was last written. */
function changedAt(catalog: string): number {
  const log = `${catalog}-wal`;
  return Math.max(statSync(catalog).mtimeMs, existsSync(log) ? statSync(log).mtimeMs : 0);
}
