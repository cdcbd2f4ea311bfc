/**
 * Warnings of Node about known and handled matters: sharp reads its package.json as a module, which Node
 * calls experimental; and sharp checks whether its GLib matches Electron's, which set-up has arranged
 * (scripts/setup/sharp.mjs).
 */
function isSettled({ name, message, code }: Error & { code?: string }): boolean {
  return (name === 'ExperimentalWarning' && /JSON modules/.test(message)) || code === 'SharpElectronLinux';
}

/** Hides these warnings from the terminal; all others are printed as before. */
export function hideSettledWarnings(): void {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!isSettled(warning)) for (const print of printers) print(warning);
  });
}
