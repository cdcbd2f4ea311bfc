import { describe, expect, it } from 'vitest';
import { type AdviceFacts, adviceOn, higherThresholds } from './advice';
import type { ExpectedRight } from './expected-right';

const share = (of: number) => ({ share: of, low: of - 0.2, high: of + 0.1 });
const expected: ExpectedRight = {
  ...share(0.5),
  kept: 300,
  decided: 0,
  heldOut: 20,
  inDomain: 0.9,
  temperature: 1.5,
  byClass: [
    { classIndex: 0, kept: 100, ...share(0.9) },
    { classIndex: 1, kept: 100, ...share(0.2) },
    { classIndex: 2, kept: 100, ...share(0.4) },
  ],
};
const facts: AdviceFacts = {
  classNames: ['coat', 'shirt', 'dress'],
  labelled: [10, 10, 10],
  fromScratch: true,
  flags: false,
  threshold: 0.3,
  thresholds: [
    { threshold: 0.2, kept: 400, share: 0.9 },
    { threshold: 0.6, kept: 200, share: 0.72 },
    { threshold: 0.8, kept: 100, share: 0.8 },
    { threshold: 0.9, kept: 10, share: 0.95 },
  ],
};
const codesOf = (notes: ReturnType<typeof adviceOn>) => notes.map(({ code }) => code);

describe('adviceOn', () => {
  it('names what would help most, the most helpful first', () => {
    expect(adviceOn(expected, facts)).toEqual([
      { code: 'trust-pretrained', values: {} },
      { code: 'trust-label-classes', values: { classes: 'shirt, dress' } },
      { code: 'trust-threshold', values: { threshold: '0.80', share: '80\u00a0%', kept: 100 } },
      { code: 'trust-flag', values: {} },
      { code: 'trust-held-out', values: { images: 20 } },
    ]);
  });

  it('asks for images of the rare classes, not of the frequent one that they are taken for', () => {
    const balance = { ...facts, labelled: [2, 300, 1] };
    expect(adviceOn(expected, balance)).toContainEqual({
      code: 'trust-label-rare',
      values: { classes: 'dress, coat' },
    });
    expect(codesOf(adviceOn(expected, balance))).not.toContain('trust-label-classes');
    expect(codesOf(adviceOn(expected, { ...facts, labelled: [30, 300, 30] }))).not.toContain(
      'trust-label-rare',
    );
  });

  it('says nothing of a class that was merged into another, and does not count it', () => {
    const merged = { ...facts, classNames: [...facts.classNames, 'gown'], labelled: [100, 100, 100, null] };
    expect(codesOf(adviceOn(expected, merged))).toEqual(
      codesOf(adviceOn(expected, { ...facts, labelled: [100, 100, 100] })),
    );
    expect(codesOf(adviceOn(expected, merged))).not.toContain('trust-label-rare');
  });

  it('is silent where labels are right often enough', () =>
    expect(adviceOn({ ...expected, share: 0.7 }, facts)).toEqual([]));

  it('does not propose what is done already or leaves too little', () => {
    const advice = adviceOn(
      { ...expected, heldOut: 400 },
      { ...facts, fromScratch: false, flags: true, thresholds: facts.thresholds.slice(0, 1) },
    );
    expect(codesOf(advice)).toEqual(['trust-label-classes']);
    const many = adviceOn(expected, { ...facts, labelled: [200, 200, 200] });
    expect(codesOf(many)).not.toContain('trust-pretrained');
  });

  it('proposes the best threshold where none is good enough', () => {
    const thresholds = [
      { threshold: 0.5, kept: 200, share: 0.58 },
      { threshold: 0.7, kept: 90, share: 0.66 },
    ];
    expect(adviceOn(expected, { ...facts, thresholds })[2].values).toMatchObject({ threshold: '0.70' });
  });
});

describe('higherThresholds', () => {
  const outcomes = async (threshold: number, shareAt: (at: number) => number) => {
    const asked: number[] = [];
    const found = await higherThresholds({ threshold, classes: 10 }, async (at) => {
      asked.push(at);
      return at > 0.9 ? null : { kept: Math.round(1000 * (1 - at)), share: shareAt(at) };
    });
    return { asked, found };
  };

  it('finds the lowest that is good enough with a handful of looks, and leaves what keeps too little', async () => {
    const { asked, found } = await outcomes(0.3, (at) => at + 0.05);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(asked.every((at) => at > 0.3)).toBe(true);
    const good = found.filter(({ share }) => share >= 0.75);
    expect(good[0]).toMatchObject({ threshold: 0.7, kept: 300 });
    expect(found.map((each) => each.threshold)).toEqual([...found.map((each) => each.threshold)].sort());
  });

  it('looks at nothing where no threshold is higher', async () =>
    expect(await outcomes(0.95, () => 1)).toEqual({ asked: [], found: [] }));
});
