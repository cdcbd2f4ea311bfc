import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { i18n } from '../strings';
import { sentenceOf } from './errors';

const failure = {
  code: 'no-project',
  message: '/a. B/birds is no project (it has no catalog.db). Make one with "noisy-studio init".',
};

describe('what is said of an error', () => {
  beforeEach(() => void vi.stubGlobal('document', { documentElement: {} }));
  afterEach(async () => {
    await i18n.changeLanguage('en');
    vi.unstubAllGlobals();
  });

  it('keeps the fact, and advises what can be done in the window', () => {
    expect(sentenceOf(failure)).toBe(
      '/a. B/birds is no project (it has no catalog.db). Choose a folder that holds a project, or make a new one.',
    );
  });

  it('is the studio’s own sentence where the window has none', () => {
    expect(sentenceOf({ code: 'disk-full', message: 'Full. Free some.' })).toBe('Full. Free some.');
    expect(sentenceOf({ code: 'never-heard-of', message: 'So it is.' })).toBe('So it is.');
  });

  it('is told in the window’s language', async () => {
    await i18n.changeLanguage('ko');
    expect(sentenceOf({ code: 'disk-full', message: 'Full. Free some.' })).toMatch(/^디스크가 가득/);
    expect(sentenceOf(failure)).toContain('(/a. B/birds is no project (it has no catalog.db).)');
    expect(sentenceOf({ code: 'never-heard-of', message: 'So it is.' })).toBe('So it is.');
  });
});
