import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, type Rectangle, screen } from 'electron';
import { writeWholeSync } from '../files/durable/durable';

type WindowState = Partial<Rectangle> & { width: number; height: number; maximised: boolean };

const usual: WindowState = { width: 1440, height: 900, maximised: false };
const file = () => join(app.getPath('userData'), 'window.json');

/** The last position of the window; the default if it is unknown or on a missing screen. */
export function windowState(): WindowState {
  try {
    const state = { ...usual, ...(JSON.parse(readFileSync(file(), 'utf8')) as WindowState) };
    return isVisible(state) ? state : usual;
  } catch {
    return usual;
  }
}

function isVisible({ x, y, width, height }: WindowState): boolean {
  if (x === undefined || y === undefined) return true;
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  return x < workArea.x + workArea.width && y < workArea.y + workArea.height && x + width > workArea.x;
}

/** Stores the window's position for the next start. */
export function keepWindowState(window: BrowserWindow): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximised: window.isMaximized() };
    try {
      writeWholeSync(file(), JSON.stringify(state));
    } catch {
      // A failure to store the window's position is not worth a message at closing.
    }
  });
}
