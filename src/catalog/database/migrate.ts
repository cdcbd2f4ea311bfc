import { studioError } from '../../core/errors';
import { latestVersion, type Migration, migrations } from '../migrations';
import type { Connection } from './connection';

/** "NSTD", SQLite's application id of a catalog of this program. */
const applicationId = 0x4e535444;

/** The schema version of a catalog; 0 for an empty file. Throws `catalog-foreign` for another program's database. */
export function versionOf(connection: Connection): number {
  const version = connection.pragma('user_version') as number;
  const owner = connection.pragma('application_id') as number;
  const tables = connection.row<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')!.n;
  if (owner !== applicationId && (owner !== 0 || version !== 0 || tables > 0))
    throw studioError('catalog-foreign', { file: connection.file });
  return version;
}

/** Throws `catalog-newer` for a catalog that only a later release can read. */
export function refuseNewer(version: number, latest = latestVersion): void {
  if (version <= latest) return;
  throw studioError('catalog-newer', { version: String(version), latest: String(latest) });
}

/**
 * Migrates a catalog to the last version of `steps`, with one transaction for each step: after a crash the
 * catalog is at one of the versions, never between two. Returns the version that it had before.
 */
export function migrate(connection: Connection, steps: readonly Migration[] = migrations): number {
  const from = versionOf(connection);
  refuseNewer(from, steps[steps.length - 1].version);
  for (const step of steps) if (step.version > from) apply(connection, step);
  return from;
}

function apply(connection: Connection, step: Migration): void {
  // A step may rebuild a table that others reference; foreign keys are checked before it is committed.
  connection.pragma('foreign_keys = OFF');
  try {
    connection.transaction(() => {
      connection.script(step.sql);
      const broken = connection.rows('PRAGMA foreign_key_check');
      if (broken.length > 0)
        throw studioError('catalog-damaged', {
          file: connection.file,
          what: {
            en: `it cannot be brought to version ${step.version} (${step.name}), because ${broken.length} rows point at nothing`,
            ko: `가리키는 대상이 없는 행이 ${broken.length}개 있어 버전 ${step.version}(${step.name})(으)로 올릴 수 없음`,
          },
        });
      connection.pragma(`application_id = ${applicationId}`);
      connection.pragma(`user_version = ${step.version}`);
    });
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}
