import { expect, it } from 'vitest';
import type { LabellingView } from '../../../../contract';
import { labellingToShow } from './labelling-to-show';

const labelling = (id: number, waits: boolean) => ({ id, waits }) as LabellingView;

it('begins with the newest labelling that waits, else the newest, else with what was chosen', () => {
  const labellings = [labelling(5, false), labelling(4, true), labelling(3, true)];
  expect(labellingToShow(labellings, null)?.id).toBe(4);
  expect(labellingToShow(labellings, 3)?.id).toBe(3);
  expect(labellingToShow(labellings, 99)?.id).toBe(4);
  expect(labellingToShow([labelling(2, false), labelling(1, false)], null)?.id).toBe(2);
  expect(labellingToShow([], null)).toBeUndefined();
});
