import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failureOf, studioError } from '../../../core/errors';
import { note } from '../../../core/words/notes';
import { i18n } from '../strings';
import { noteText, sentenceOf } from './errors';

const failure = failureOf(studioError('no-project', { path: '/a. B/birds', file: 'catalog.db' }));

describe('what is said of an error', () => {
  beforeEach(() => void vi.stubGlobal('document', { documentElement: {} }));
  afterEach(async () => {
    await i18n.changeLanguage('en');
    vi.unstubAllGlobals();
  });

  it('keeps the facts, and advises what can be done in the window', () => {
    expect(failure.message).toMatch(/^\/a\. B\/birds is not a project .* Make one with "noisy-studio init"/);
    expect(sentenceOf(failure)).toBe(
      '/a. B/birds is not a project (it has no catalog.db). Choose a folder that holds a project, or create a new one.',
    );
  });

  it('calls splits and states as the window does', async () => {
    const unfinished = failureOf(studioError('run-unfinished', { id: '3', state: 'interrupted' }));
    const gone = note('start-some-gone', { split: 'unlabelled', gone: 2, looked: 9, path: '/a.png' });
    expect(noteText(gone)).toMatch(/^Of 9 files of the split "unlabelled", 2 are missing/);
    await i18n.changeLanguage('ko');
    expect(sentenceOf(unfinished)).toMatch(/^3번 실행이 아직 끝나지 않았습니다\(중단됨\)/);
    expect(noteText(gone)).toMatch(/^"라벨 없음" 분할에서/);
    // A value that is not a name of this program, such as one of a list, stays unchanged.
    expect(noteText(note('unknown-split', { split: 'dev' }))).toMatch(/^"dev"/);
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
