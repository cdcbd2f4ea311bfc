import { type Chord, characterOf } from './chord';

/** Why a key cannot be given to an action. */
export type Refusal =
  /** Esc closes dialogs and the large view. */
  | 'closes'
  /** Tab moves the focus to the next control. */
  | 'focuses'
  /** Arrow keys, Home, End and the page keys move through images, lists and fields. */
  | 'moves'
  /** Digits assign classes. */
  | 'digit'
  /** The key cuts, copies or pastes text. */
  | 'text'
  /** The system or the window's menu uses the key. */
  | 'window'
  /** The key presses a focused button, and this action listens everywhere. */
  | 'presses';

const moving = new Set(['←', '→', '↑', '↓', 'Home', 'End', 'PageUp', 'PageDown']);
const text = new Set(['Ctrl C', 'Ctrl X', 'Ctrl V']);
const ofWindow = new Set([
  ...['Ctrl Q', 'Ctrl W', 'Ctrl M', 'Ctrl R', 'Ctrl Shift R', 'Ctrl Shift I', 'Alt F4', 'Alt Space'],
  ...['Ctrl 0', 'Ctrl +', 'Ctrl -', 'Ctrl =', 'Ctrl _', 'F10', 'Shift F10', 'F11', 'F12', 'Menu'],
]);
const pressing = new Set(['Enter', 'Shift Enter', 'Space', 'Shift Space']);

/** Why the action may not have the key; null if it may. */
export function refusal(
  chord: Chord,
  { everywhere = false }: { readonly everywhere?: boolean },
): Refusal | null {
  const held = chord.split(' ');
  const name = held.at(-1) ?? '';
  if (name === 'Esc') return 'closes';
  if (name === 'Tab') return 'focuses';
  if (moving.has(name) && !held.includes('Alt')) return 'moves';
  if (/^\d$/.test(characterOf(chord) ?? '')) return 'digit';
  if (text.has(chord)) return 'text';
  if (ofWindow.has(chord)) return 'window';
  return everywhere && pressing.has(chord) ? 'presses' : null;
}
