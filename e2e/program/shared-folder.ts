const variable = 'NOISY_STUDIO_E2E_SHARED';

/** Passes the folder to the processes of the tests through their environment. */
export function shareFolder(folder: string): void {
  process.env[variable] = folder;
}

/** The folder in which a test file leaves what other test files use too; it is removed when all have ended. */
export function sharedFolder(): string {
  const folder = process.env[variable];
  if (!folder) throw new Error('The global set-up of the window’s tests names a folder that they share.');
  return folder;
}
