const variable = 'NOISY_STUDIO_E2E_SHARED';

/** The processes of the tests are told of the folder by their environment. */
export function shareFolder(folder: string): void {
  process.env[variable] = folder;
}

/** Where a file of tests leaves what others begin with as well; removed when all have ended. */
export function sharedFolder(): string {
  const folder = process.env[variable];
  if (!folder) throw new Error('The global set-up of the window’s tests names a folder that they share.');
  return folder;
}
