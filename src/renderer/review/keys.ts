import type { ReviewAction } from '../../studio/contract';
import { type Key, steps } from '../grid/grid-keys';
import type { Step } from '../grid/layout';

/** What a key asks of the review. */
export type Command =
  | { readonly do: 'decide'; readonly decision: Exclude<ReviewAction, 'relabel'> }
  | { readonly do: 'relabel'; readonly classId: number }
  /** Opens the picker of classes with what was typed. */
  | { readonly do: 'pick'; readonly text: string }
  | { readonly do: 'move'; readonly step: Step; readonly extend: boolean }
  | { readonly do: 'look' | 'all' | 'clear' | 'undo' | 'redo' | 'refresh' };

const decisions: Readonly<Record<string, Exclude<ReviewAction, 'relabel'>>> = {
  a: 'accept',
  o: 'ood',
  x: 'exclude',
  r: 'reset',
};

/**
 * The command of a key. The four decisions come before classes' own keys, and these before typing a class's name. Null for keys
 * that the review leaves alone.
 */
export function commandOf(
  { key, ctrl, shift, alt }: Key,
  classes: readonly { readonly id: number; readonly hotkey: string | null }[],
): Command | null {
  const low = key.toLowerCase();
  if (alt) return null;
  if (ctrl) {
    if (low === 'z') return { do: shift ? 'redo' : 'undo' };
    if (low === 'y') return { do: 'redo' };
    if (low === 'a') return { do: 'all' };
    return null;
  }
  if (key in steps) return { do: 'move', step: steps[key], extend: shift };
  if (key === ' ') return { do: 'look' };
  if (key === 'Escape') return { do: 'clear' };
  if (key === 'F5') return { do: 'refresh' };
  if (low in decisions) return { do: 'decide', decision: decisions[low] };
  const own = classes.find(({ hotkey }) => hotkey?.toLowerCase() === low);
  if (own) return { do: 'relabel', classId: own.id };
  if (key === '/') return { do: 'pick', text: '' };
  return /^\p{L}$/u.test(key) ? { do: 'pick', text: key } : null;
}
