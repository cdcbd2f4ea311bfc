import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Starts a display without a screen (Xvfb) if there is no display, and names it in `DISPLAY`. Returns a function that ends it. Rejects if
 * Xvfb is not installed.
 */
export async function startDisplay(): Promise<() => void> {
  if (process.platform !== 'linux' || process.env.DISPLAY) return () => {};
  // Xvfb chooses a free number itself and writes it to file descriptor 3.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '2048x1280x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  process.env.DISPLAY = `:${await numberOf(server)}`;
  return () => {
    server.kill();
    delete process.env.DISPLAY;
  };
}

function numberOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
    server.stdio[3]?.on('data', (text: Buffer) => resolve(text.toString().trim()));
  });
}
