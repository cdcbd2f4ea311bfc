export type { BackupReason } from './backup-names';
export { type Backup, hasBackups, listBackups, newestBackupAt } from './backups';
export { restoreBackup } from './restore';
export { inWorker } from './tasks';
