import { describe, expect, it } from 'vitest';
import type { Key } from '../../base/keys/key';
import { beginsName, classOfKey, isPlain } from './keys';

const pressed = (key: string, code: string, over: Partial<Key> = {}): Key => ({
  ...{ key, code, ctrl: false, shift: false, alt: false },
  ...over,
});

describe('keys of any keyboard', () => {
  it('are known by their place where their letters are of another alphabet', () => {
    for (const key of ['ㅁ', 'ф', 'ش', 'Process']) expect(isPlain(pressed(key, 'KeyA'), 'a')).toBe(true);
    expect(isPlain(pressed('ㅐ', 'KeyO'), 'o')).toBe(true);
    expect(isPlain(pressed('ㅌ', 'KeyX'), 'x')).toBe(true);
  });

  it('are known by their letters where these are Latin, wherever they lie', () => {
    // French: Q lies where an English keyboard has A.
    expect(isPlain(pressed('q', 'KeyA'), 'a')).toBe(false);
    expect(isPlain(pressed('a', 'KeyQ'), 'a')).toBe(true);
    expect(isPlain(pressed('é', 'Digit2'), '2')).toBe(false);
    expect(isPlain(pressed('A', 'KeyA', { shift: true }), 'a')).toBe(true);
  });

  it('give classes by digits and letters alike', () => {
    const classes = [
      { name: 'fox', hotkey: '1' },
      { name: 'owl', hotkey: 'w' },
    ];
    expect(classOfKey(pressed('1', 'Digit1'), classes)?.name).toBe('fox');
    expect(classOfKey(pressed('ㅈ', 'KeyW'), classes)?.name).toBe('owl');
    expect(beginsName(pressed('여', ''))).toBe(true);
  });

  it('give the class whose key is the very letter first, then the one whose key lies there', () => {
    const classes = [
      { name: 'ant', hotkey: 'a' },
      { name: '모기', hotkey: 'ㅁ' },
      { name: 'филин', hotkey: 'ф' },
    ];
    const given = (key: string, over?: Partial<Key>) => classOfKey(pressed(key, 'KeyA', over), classes)?.name;
    expect([given('ㅁ'), given('ф'), given('Ф', { shift: true })]).toEqual(['모기', 'филин', 'филин']);
    expect([given('a'), given('ش'), given('ㅁ', { ctrl: true })]).toEqual(['ant', 'ant', undefined]);
  });
});
