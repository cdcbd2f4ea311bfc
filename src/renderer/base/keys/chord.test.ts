import { describe, expect, it } from 'vitest';
import { chordOf, isChord } from './chord';
import type { Key } from './key';

const pressed = (key: string, over: Partial<Key> = {}): string | null =>
  chordOf({ key, ctrl: false, shift: false, alt: false, ...over });

describe('a pressed key', () => {
  it('has the name that is shown for it', () => {
    expect([pressed('a'), pressed(' '), pressed('Delete'), pressed('F5')]).toEqual([
      ...['A', 'Space', 'Del', 'F5'],
    ]);
    expect([pressed('z', { ctrl: true }), pressed('ArrowDown', { alt: true })]).toEqual(['Ctrl Z', 'Alt ↓']);
  });

  it('names Shift where it does not merely choose the character', () => {
    expect([pressed('A', { shift: true }), pressed('*', { shift: true })]).toEqual(['A', '*']);
    expect(pressed('Enter', { shift: true })).toBe('Shift Enter');
    expect(pressed('Z', { ctrl: true, shift: true })).toBe('Ctrl Shift Z');
    expect(pressed('+', { ctrl: true, shift: true })).toBe('Ctrl +');
  });

  it('is named by its place where its letter is of another alphabet', () => {
    expect(pressed('ㅁ', { code: 'KeyA' })).toBe('A');
    expect(pressed('я', { code: 'KeyZ', ctrl: true })).toBe('Ctrl Z');
    expect(pressed('a', { code: 'KeyQ' })).toBe('A');
  });

  it('has no name while it is only held with others, or unknown', () => {
    for (const key of ['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'Process', 'Unidentified'])
      expect(pressed(key)).toBeNull();
  });

  it('is known again by its name', () => {
    for (const chord of ['A', '*', '+', 'Space', 'Ctrl Alt Shift Enter', 'Alt ↓', 'F5', 'Ö'])
      expect(isChord(chord)).toBe(true);
    for (const text of ['', 'a', 'Hyper A', 'Shift Ctrl A', 'Ctrl', 'AB', 'Ctrl  A'])
      expect(isChord(text)).toBe(false);
  });
});
