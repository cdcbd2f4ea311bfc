import { type Key, steps } from '../grid/grid-keys';
import type { Step } from '../grid/layout';

/** What a key asks of the labelling. */
export type Command =
  | { readonly do: 'give'; readonly classId: number }
  /** Opens the picker of classes with what was typed. */
  | { readonly do: 'pick'; readonly text: string }
  | { readonly do: 'move'; readonly step: Step; readonly extend: boolean }
  | { readonly do: 'accept' | 'take' | 'all' | 'clear' | 'undo' | 'redo' | 'again' };

const others: Readonly<Record<string, 'accept' | 'take' | 'clear' | 'again'>> = {
  Enter: 'accept',
  Delete: 'take',
  Backspace: 'take',
  Escape: 'clear',
  F5: 'again',
};

/** The command of a key: classes' own keys come before typing a class's name. Null for keys that are left alone. */
export function commandOf(
  { key, ctrl, shift, alt }: Key,
  classes: readonly { readonly id: number; readonly hotkey: string | null }[],
): Command | null {
  const low = key.toLowerCase();
  if (alt) return null;
  if (ctrl) {
    if (low === 'z') return { do: shift ? 'redo' : 'undo' };
    if (low === 'y') return { do: 'redo' };
    return low === 'a' ? { do: 'all' } : null;
  }
  if (key in steps) return { do: 'move', step: steps[key], extend: shift };
  if (key in others) return { do: others[key] };
  const own = classes.find(({ hotkey }) => hotkey?.toLowerCase() === low);
  if (own) return { do: 'give', classId: own.id };
  if (key === '/') return { do: 'pick', text: '' };
  return /^\p{L}$/u.test(key) ? { do: 'pick', text: key } : null;
}
