import { type ChildProcess, spawn } from 'node:child_process';

const variable = 'NOISY_STUDIO_E2E_DISPLAYS';

/**
 * Starts displays without a screen (Xvfb) if there is no display, and names the first in `DISPLAY`. Returns a function that ends them.
 * Rejects if Xvfb is not installed.
 */
export async function startDisplays(count = 1): Promise<() => void> {
  if (process.platform !== 'linux' || process.env.DISPLAY) return () => {};
  const servers = Array.from({ length: count }, startServer);
  const names = (await Promise.all(servers.map(numberOf))).map((number) => `:${number}`);
  process.env.DISPLAY = names[0];
  process.env[variable] = names.join(' ');
  return () => {
    for (const server of servers) server.kill();
    delete process.env.DISPLAY;
    delete process.env[variable];
  };
}

/** Gives this process the display of its number, counted from 1, because windows on one display take the focus from each other. */
export function chooseDisplay(number: number): void {
  const names = process.env[variable]?.split(' ');
  if (names) process.env.DISPLAY = names[number - 1];
}

/** Xvfb chooses a free number itself and writes it to file descriptor 3. */
const startServer = () =>
  spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '2048x1280x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });

function numberOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
    server.stdio[3]?.on('data', (text: Buffer) => resolve(text.toString().trim()));
  });
}
