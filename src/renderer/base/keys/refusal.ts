import { type Chord, characterOf } from './chord';

/** Why a key cannot be given to an action. */
export type Refusal =
  /** Esc closes dialogs and the large view. */
  | 'closes'
  /** Tab leads to the next control. */
  | 'focuses'
  /** Arrows and their like move through images, lists and fields. */
  | 'moves'
  /** Digits give classes. */
  | 'digit'
  /** Text is copied and pasted by it. */
  | 'text'
  /** The system or the window's menu takes it. */
  | 'window'
  /** A focused button is pressed by it, and this action listens everywhere. */
  | 'presses';

const moving = new Set(['←', '→', '↑', '↓', 'Home', 'End', 'PageUp', 'PageDown']);
const text = new Set(['Ctrl C', 'Ctrl X', 'Ctrl V']);
const ofWindow = new Set([
  ...['Ctrl Q', 'Ctrl W', 'Ctrl M', 'Ctrl R', 'Ctrl Shift R', 'Ctrl Shift I', 'Alt F4', 'Alt Space'],
  ...['Ctrl 0', 'Ctrl +', 'Ctrl -', 'Ctrl =', 'Ctrl _', 'F10', 'Shift F10', 'F11', 'F12', 'Menu'],
]);
const pressing = new Set(['Enter', 'Shift Enter', 'Space', 'Shift Space']);

/** Null where the action may have the key. */
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
