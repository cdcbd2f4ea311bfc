import type { Step } from './layout';

export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** Keys that move through a grid. */
const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'home',
  End: 'end',
};

/** Keys that work a button; with the focus on one they belong to it. */
export const pressesButtons = ({ key }: Key) => key === ' ' || key === 'Enter';

/** Keys that move in fields, sliders and lists. */
export const movesInFields = ({ key }: Key) => key in steps;

/** What keys ask of every grid. */
export type GridCommand =
  | { readonly do: 'move'; readonly step: Step; readonly extend: boolean }
  /** Opens the picker of classes with what was typed. */
  | { readonly do: 'pick'; readonly text: string }
  | { readonly do: 'all' | 'undo' | 'redo' };

/** The command of a key with Ctrl or of one that moves; null for keys that a grid has its own use for, or none. */
export function gridCommandOf({ key, ctrl, shift }: Key): GridCommand | null {
  const low = key.toLowerCase();
  if (!ctrl) return key in steps ? { do: 'move', step: steps[key], extend: shift } : null;
  if (low === 'z') return { do: shift ? 'redo' : 'undo' };
  if (low === 'y') return { do: 'redo' };
  return low === 'a' ? { do: 'all' } : null;
}

/** A class's own key gives the class; another letter begins its name, and / an empty one. */
export function classCommandOf<C>(
  { key }: Key,
  classes: readonly { readonly id: number; readonly hotkey: string | null }[],
  give: (classId: number) => C,
): C | GridCommand | null {
  const low = key.toLowerCase();
  const own = classes.find(({ hotkey }) => hotkey?.toLowerCase() === low);
  if (own) return give(own.id);
  if (key === '/') return { do: 'pick', text: '' };
  return /^\p{L}$/u.test(key) ? { do: 'pick', text: key } : null;
}
