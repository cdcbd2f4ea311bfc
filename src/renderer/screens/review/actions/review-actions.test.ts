import { describe, expect, it } from 'vitest';
import type { Key } from '../../../base/keys/key';
import { shownKeys } from '../../../base/keys/keys-in-use';
import { actionOf } from '../../../gallery/actions/actions';
import type { ReviewSession } from '../session/review-session';
import { reviewActions } from './review-actions';

const session = {
  large: { get: () => false },
  classes: [
    { id: 7, hotkey: '1' },
    { id: 9, hotkey: 'a' },
    { id: 11, hotkey: 'ㅁ' },
  ],
} as unknown as ReviewSession;
const press = (key: string, more: Partial<Key> = {}) =>
  actionOf(reviewActions, { key, ctrl: false, shift: false, alt: false, ...more }, session)?.id;

describe('keys of the review', () => {
  it('decide before classes’ own keys, and these before a name', () => {
    expect(['a', 'O', 'x', 'r'].map((key) => press(key))).toEqual(['accept', 'ood', 'exclude', 'reset']);
    expect([press('1'), press('s'), press('/')]).toEqual(['class', 'relabel', 'relabel']);
    expect(press('7')).toBeUndefined();
  });

  it('give the class whose key is a letter of another alphabet, and decide by its place where none has it', () => {
    expect(press('ㅁ', { code: 'KeyA' })).toBe('class');
    expect([press('ф', { code: 'KeyA' }), press('ㅐ', { code: 'KeyO' })]).toEqual(['accept', 'ood']);
  });

  it('are not decisions with Ctrl or Alt', () => {
    expect([press('a', { ctrl: true }), press('x', { ctrl: true }), press('x', { alt: true })]).toEqual([
      ...['all', undefined, undefined],
    ]);
  });

  it('stand in the list once each, and each has words', () => {
    const ids = reviewActions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { label, keys } of reviewActions) expect(label() && shownKeys(keys)).not.toBe('');
  });
});
