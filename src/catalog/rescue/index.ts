export type { BackupName, BackupReason } from './backup-names';
export { backupReasons } from './backup-names';
export { type Backup, type CatalogCounts, hasBackups, listBackups, newestBackupAt } from './backups';
export { type Restored, restoreBackup } from './restore';
export { inWorker, type RescueTask } from './tasks';
