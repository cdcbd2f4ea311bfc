import { expect, it } from 'vitest';
import { oodScoreNames } from '../../core/ood';
import { scoreRows } from './labelling-scores';

it('finds the scores of a labelling that does not name them: those of the first versions, in their order', () => {
  const { count, rows } = scoreRows({});
  expect(count).toBe(4);
  expect(Object.fromEntries(rows)).toEqual({ mahalanobis: 0, energy: 1, maxprob: 2, entropy: 3 });
});

it('finds the scores of another version: by name, whatever came before, between and after', () => {
  const { count, rows } = scoreRows({ scoreNames: ['dropped-since', 'entropy', 'mahalanobis'] });
  expect(count).toBe(3);
  expect(Object.fromEntries(rows)).toEqual({ entropy: 1, mahalanobis: 2 });
});

it('finds every score of a labelling of this version', () => {
  const { count, rows } = scoreRows({ scoreNames: oodScoreNames });
  expect(count).toBe(oodScoreNames.length);
  expect([...rows]).toEqual(oodScoreNames.map((name, i) => [name, i]));
});
