import { describe, expect, it } from 'vitest';
import type { KeyAction } from '../../base/frame/screen-definition';
import { bindingsIn, holders } from '../../base/keys/bindings';
import { isChord } from '../../base/keys/chord';
import { frameKeys, screenKeys } from '../../base/keys/frame-keys';
import { refusal } from '../../base/keys/refusal';
import { doubtActions } from '../../screens/evaluate/labels/doubt-keys';
import { predictionActions } from '../../screens/evaluate/predictions/prediction-actions';
import { labelActions } from '../../screens/label/actions/label-actions';
import { predictActions } from '../../screens/predict/predict-actions';
import { reviewActions } from '../../screens/review/actions/review-actions';

const actions: readonly (readonly KeyAction[])[] = [
  ...[labelActions, reviewActions, predictionActions, doubtActions, predictActions],
];
const everywhere = [
  ...Object.values(frameKeys),
  ...Array.from({ length: 9 }, (_, i) => screenKeys(`${i}`, i)),
];
const tables = actions.map((table) => [...everywhere, ...table.map(({ keys }) => keys)]);

describe('the usual keys', () => {
  it('may be taken, and each is of one action among those that listen together', () => {
    for (const binding of bindingsIn(tables))
      for (const chord of binding.chords) {
        expect([chord, isChord(chord), refusal(chord, binding)]).toEqual([chord, true, null]);
        expect([binding.name, chord, holders(tables, {}, binding, chord)]).toEqual([binding.name, chord, []]);
      }
  });

  it('have one name for what is done on several screens, and words', () => {
    const named = new Map<string, string>();
    for (const { keys, label } of actions.flat()) {
      expect(label()).not.toBe('');
      const words = named.get(keys.name) ?? label();
      named.set(keys.name, words);
      expect([keys.name, label()]).toEqual([keys.name, words]);
    }
  });
});
