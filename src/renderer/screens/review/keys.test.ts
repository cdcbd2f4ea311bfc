import { describe, expect, it } from 'vitest';
import { commandOf } from './keys';

const classes = [
  { id: 11, hotkey: '1' },
  { id: 12, hotkey: 'b' },
  { id: 13, hotkey: 'a' },
  { id: 14, hotkey: null },
];
const press = (key: string, held: 'ctrl' | 'shift' | 'alt' | '' = '') =>
  commandOf({ key, ctrl: held === 'ctrl', shift: held === 'shift', alt: held === 'alt' }, classes);

describe('keys', () => {
  it('decides, whatever keys classes have', () => {
    expect(press('a')).toEqual({ do: 'decide', decision: 'accept' });
    expect(press('O')).toEqual({ do: 'decide', decision: 'ood' });
    expect(press('x')).toEqual({ do: 'decide', decision: 'exclude' });
    expect(press('r')).toEqual({ do: 'decide', decision: 'reset' });
  });

  it('gives classes by their own keys', () => {
    expect(press('1')).toEqual({ do: 'relabel', classId: 11 });
    expect(press('B', 'shift')).toEqual({ do: 'relabel', classId: 12 });
    expect(press('9')).toBeNull();
  });

  it('opens the picker with any other letter', () => {
    expect(press('s')).toEqual({ do: 'pick', text: 's' });
    expect(press('ö')).toEqual({ do: 'pick', text: 'ö' });
    expect(press('/')).toEqual({ do: 'pick', text: '' });
    expect(press('?')).toBeNull();
    expect(press('Shift')).toBeNull();
  });

  it('moves, and extends with Shift', () => {
    expect(press('ArrowDown')).toEqual({ do: 'move', step: 'down', extend: false });
    expect(press('End', 'shift')).toEqual({ do: 'move', step: 'end', extend: true });
    expect(press(' ')).toEqual({ do: 'look' });
  });

  it('takes back and does again, and leaves other chords alone', () => {
    expect(press('z', 'ctrl')).toEqual({ do: 'undo' });
    expect(commandOf({ key: 'Z', ctrl: true, shift: true, alt: false }, classes)).toEqual({ do: 'redo' });
    expect(press('a', 'ctrl')).toEqual({ do: 'all' });
    expect(press('k', 'ctrl')).toBeNull();
    expect(press('1', 'ctrl')).toBeNull();
    expect(press('x', 'alt')).toBeNull();
  });
});
