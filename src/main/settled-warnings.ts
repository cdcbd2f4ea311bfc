/**
 * Node's warnings about what is known and settled: sharp reads its package.json as a module, which Node calls experimental; and it
 * asks whether its GLib meets Electron's, which set-up has seen to (scripts/setup/sharp.mjs).
 */
function isSettled({ name, message, code }: Error & { code?: string }): boolean {
  return (name === 'ExperimentalWarning' && /JSON modules/.test(message)) || code === 'SharpElectronLinux';
}

/** Keeps those off the terminal from now on; every other warning is printed as before. */
export function hideSettledWarnings(): void {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!isSettled(warning)) for (const print of printers) print(warning);
  });
}
