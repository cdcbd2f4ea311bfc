import { describe, expect, it } from 'vitest';
import { commandOf } from './keys';

const classes = [
  { id: 7, hotkey: '1' },
  { id: 9, hotkey: 'q' },
  { id: 11, hotkey: null },
];
const press = (key: string, more: { ctrl?: boolean; shift?: boolean; alt?: boolean } = {}) =>
  commandOf({ key, ctrl: false, shift: false, alt: false, ...more }, classes);

describe('keys of labelling', () => {
  it('give the class whose key it is, in either case', () => {
    expect(press('1')).toEqual({ do: 'give', classId: 7 });
    expect(press('Q', { shift: true })).toEqual({ do: 'give', classId: 9 });
  });

  it('begin a name with any other letter, of any alphabet', () => {
    expect(press('s')).toEqual({ do: 'pick', text: 's' });
    expect(press('한')).toEqual({ do: 'pick', text: '한' });
    expect(press('/')).toEqual({ do: 'pick', text: '' });
    expect(press('5')).toBeNull();
  });

  it('move, take away, undo', () => {
    expect(press('ArrowDown', { shift: true })).toEqual({ do: 'move', step: 'down', extend: true });
    expect(press('Delete')).toEqual({ do: 'take' });
    expect(press(' ')).toEqual({ do: 'look' });
    expect(press('z', { ctrl: true })).toEqual({ do: 'undo' });
    expect(press('Z', { ctrl: true, shift: true })).toEqual({ do: 'redo' });
    expect(press('1', { alt: true })).toBeNull();
    expect(press('1', { ctrl: true })).toBeNull();
  });
});
