import { describe, expect, it } from 'vitest';
import { keysInUse } from '../../../base/keys/bindings';
import { usedKeys } from '../../../base/keys/keys-in-use';
import { actionOf } from '../../../gallery/actions/actions';
import type { LabelSession } from '../session/label-session';
import { labelActions } from './label-actions';

let isLarge = false;
const session = {
  large: { get: () => isLarge },
  classes: [
    { id: 7, hotkey: '1' },
    { id: 9, hotkey: 'q' },
    { id: 11, hotkey: null },
  ],
} as unknown as LabelSession;
const press = (key: string, more: { ctrl?: boolean; shift?: boolean; alt?: boolean } = {}) =>
  actionOf(labelActions, { key, ctrl: false, shift: false, alt: false, ...more }, session)?.id;

describe('keys of labelling', () => {
  it('give the class whose key it is, in either case', () => {
    expect([press('1'), press('q'), press('Q', { shift: true })]).toEqual(['give', 'give', 'give']);
  });

  it('begin a name with any other letter, of any alphabet', () => {
    expect([press('s'), press('한'), press('/')]).toEqual(['pick', 'pick', 'pick']);
    expect(press('5')).toBeUndefined();
  });

  it('move, look, take away, undo', () => {
    expect(press('ArrowDown', { shift: true })).toBe('move');
    expect([press(' '), press('Enter'), press('Delete'), press('F5')]).toEqual([
      ...['look', 'accept', 'take-away', 'refresh'],
    ]);
    expect(press('z', { ctrl: true })).toBe('undo');
    expect([press('Z', { ctrl: true, shift: true }), press('y', { ctrl: true })]).toEqual(['redo', 'redo']);
    expect(press('a', { ctrl: true })).toBe('all');
  });

  it('compare, list clusters, go through them, and find names', () => {
    expect([press('='), press('+', { shift: true })]).toEqual(['similar', undefined]);
    expect(press('A', { ctrl: true, shift: true })).toBe('clusters');
    expect([press('ArrowDown', { alt: true }), press('ArrowUp', { alt: true })]).toEqual([
      ...['next-cluster', 'previous-cluster'],
    ]);
    expect([press('Enter', { shift: true }), press('f', { ctrl: true })]).toEqual([
      ...['give-proposed', 'search'],
    ]);
  });

  it('zoom in the large view alone', () => {
    expect([press('-'), press('+'), press('.')]).toEqual(['separate', undefined, undefined]);
    isLarge = true;
    expect([press('-'), press('+'), press('='), press('.')]).toEqual([
      ...['zoom-out', 'zoom-in', 'zoom-in', 'actual-size'],
    ]);
    expect([press('ArrowLeft', { ctrl: true }), press('Enter', { alt: true })]).toEqual(['pan', 'facts']);
    expect([press('ArrowLeft'), press('Enter'), press('1')]).toEqual(['move', 'accept', 'give']);
    isLarge = false;
  });

  it('do the same with Shift held, where nothing else is done with it', () => {
    expect([press('Delete', { shift: true }), press(' ', { shift: true })]).toEqual(['take-away', 'look']);
  });

  it('are those that a person chose, before a letter begins a name and after a class’s own', () => {
    usedKeys.set(keysInUse([labelActions.map(({ keys }) => keys)], { 'label.accept': ['G', 'Q'] }));
    expect([press('g'), press('G', { shift: true }), press('q'), press('Enter')]).toEqual([
      ...['accept', 'accept', 'give', undefined],
    ]);
    usedKeys.set(new Map());
    expect([press('g'), press('Enter')]).toEqual(['pick', 'accept']);
  });

  it('leave alone what belongs to others', () => {
    for (const key of ['1', 's', 'Enter', 'ArrowLeft', 'F5']) {
      expect(press(key, { alt: true })).toBeUndefined();
      if (key !== 'Enter') expect(press(key, { ctrl: true })).toBeUndefined();
    }
  });
});
