import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failureOf, studioError } from '../../../core/errors';
import { i18n } from '../strings';
import { sentenceOf } from './errors';

const failure = failureOf(studioError('no-project', { path: '/a. B/birds', file: 'catalog.db' }));

describe('what is said of an error', () => {
  beforeEach(() => void vi.stubGlobal('document', { documentElement: {} }));
  afterEach(async () => {
    await i18n.changeLanguage('en');
    vi.unstubAllGlobals();
  });

  it('keeps the facts, and advises what can be done in the window', () => {
    expect(failure.message).toMatch(/^\/a\. B\/birds is no project .* Make one with "noisy-studio init"/);
    expect(sentenceOf(failure)).toBe(
      '/a. B/birds is no project (it has no catalog.db). Choose a folder that holds a project, or create a new one.',
    );
  });

  it('is the studio’s own sentence where there are no words for its code', () => {
    expect(sentenceOf({ code: 'never-heard-of', message: 'So it is.' })).toBe('So it is.');
  });

  it('is told in the window’s language, with the same facts', async () => {
    await i18n.changeLanguage('ko');
    expect(sentenceOf(failure)).toMatch(
      /^\/a\. B\/birds은\(는\) 프로젝트 폴더가 아닙니다\(catalog\.db 없음\)/,
    );
    expect(sentenceOf({ code: 'never-heard-of', message: 'So it is.' })).toBe('So it is.');
  });
});
