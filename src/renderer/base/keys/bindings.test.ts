import { describe, expect, it } from 'vitest';
import {
  type Binding,
  fixedKeys,
  holders,
  keys,
  keysInUse,
  type OwnKeys,
  withKey,
  withKeysSwapped,
  withUsualKeys,
} from './bindings';
import { refusal } from './refusal';

const accept = keys('review.accept', 'A');
const reject = keys('review.reject', 'O');
const take = keys('label.accept', 'Enter', 'G');
const undo = keys('gallery.undo', 'Ctrl Z');
const zoom = keys('large.zoom-out', '-');
const separate = keys('label.separate', '-');
const help: Binding = { ...keys('frame.help', '?'), everywhere: true };
const move = fixedKeys('gallery.move', '← →');
const tables = [[help], [help, accept, reject, undo, zoom, move], [help, take, undo, zoom, separate, move]];

const used = (own: OwnKeys) => Object.fromEntries(keysInUse(tables, own));
const namesOf = (bindings: readonly Binding[]) => bindings.map(({ name }) => name);

describe('the keys that count', () => {
  it('are the usual ones, and a person’s own in their place', () => {
    expect(used({})['label.accept']).toEqual(['Enter', 'G']);
    expect(used({ 'label.accept': ['F2'] })).toMatchObject({
      'label.accept': ['F2'],
      'review.accept': ['A'],
    });
  });

  it('pass over what is no key, what may not be taken, and actions of another version', () => {
    const own = {
      ...{ 'review.accept': ['Esc', 'nonsense'], 'review.reject': [], 'gallery.move': ['H'] },
      ...{ 'later.act': ['Q'], 'frame.help': ['Enter'] },
    };
    expect(used(own)).toEqual(used({}));
  });

  it('take a key that a person gave to another from what usually has it, of several keys only that one', () => {
    expect(used({ 'review.reject': ['A'] })['review.accept']).toEqual([]);
    expect(used({ 'gallery.undo': ['G'] })['label.accept']).toEqual(['Enter']);
  });
});

describe('an action that has a key', () => {
  it('is in the way where both listen at the same time', () => {
    expect(namesOf(holders(tables, {}, reject, 'A'))).toEqual(['review.accept']);
    expect(namesOf(holders(tables, {}, separate, 'A'))).toEqual([]);
    expect(namesOf(holders(tables, {}, help, 'A'))).toEqual(['review.accept']);
    expect(namesOf(holders(tables, { 'label.accept': ['A'] }, undo, 'A')).sort()).toEqual([
      ...['label.accept', 'review.accept'],
    ]);
  });

  it('is in nobody’s way where the key is both actions’ usual one', () => {
    expect(namesOf(holders(tables, {}, zoom, '-'))).toEqual([]);
    expect(used({ 'label.separate': ['-'] })['large.zoom-out']).toEqual(['-']);
  });
});

describe('giving an action a key', () => {
  it('takes it from the others, which have their usual keys again where these are free', () => {
    const first = withKey(tables, {}, reject, 'A');
    expect(first).toEqual({ 'review.reject': ['A'] });
    const second = withKey(tables, first, undo, 'A');
    expect(used(second)).toMatchObject({
      'gallery.undo': ['A'],
      'review.reject': ['O'],
      'review.accept': [],
    });
  });

  it('keeps nothing where it is the usual key, and all of what this version does not know', () => {
    const own = { 'review.accept': ['Q'], 'later.act': ['A'] };
    expect(withKey(tables, own, accept, 'A')).toEqual({ 'later.act': ['A'] });
  });

  it('swaps where both keys may change hands', () => {
    const own = withKeysSwapped(tables, {}, accept, 'O');
    expect(own).toEqual({ 'review.accept': ['O'], 'review.reject': ['A'] });
    expect(withKeysSwapped(tables, own ?? {}, accept, 'A')).toEqual({});
    expect(used(withKeysSwapped(tables, {}, separate, 'G') ?? {})).toMatchObject({
      ...{ 'label.separate': ['G'], 'label.accept': ['Enter', '-'] },
    });
  });

  it('does not swap where a third action has the key, or the other may not have it', () => {
    expect(withKeysSwapped(tables, {}, take, '?')).toBeNull();
    expect(withKeysSwapped(tables, {}, accept, 'Q')).toBeNull();
    const taken = withKey(tables, {}, reject, 'A');
    expect(withKeysSwapped(tables, taken, accept, 'A')).toBeNull();
  });

  it('gives usual keys back, also from the action that has them now', () => {
    const swapped = { 'review.accept': ['O'], 'review.reject': ['A'] };
    expect(used(withUsualKeys(tables, swapped, accept))).toEqual(used({}));
    expect(withUsualKeys(tables, { 'label.accept': ['F2'] }, take)).toEqual({});
  });
});

describe('a key that may not be taken', () => {
  it.each([
    ['Esc', 'closes'],
    ['Shift Tab', 'focuses'],
    ['Ctrl ←', 'moves'],
    ['7', 'digit'],
    ['Ctrl V', 'text'],
    ['Ctrl W', 'window'],
    ['F11', 'window'],
  ])('%s: %s', (chord, why) => expect(refusal(chord, {})).toBe(why));

  it('Enter only where the action works everywhere', () => {
    expect([refusal('Enter', {}), refusal('Enter', { everywhere: true })]).toEqual([null, 'presses']);
    expect([refusal('Alt ↓', {}), refusal('Ctrl 3', { everywhere: true })]).toEqual([null, null]);
  });
});
