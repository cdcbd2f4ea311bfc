import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsFile } from './settings';

describe('the file of settings', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = (text: string) => {
    writeFileSync(join(folder, 'settings.json'), text);
    return settingsFile(folder).read();
  };
  const none = { language: null, toured: false, keys: {} };

  it('gives back what was written, with keys of actions that this version does not know', () => {
    const settings = { language: 'ko', toured: true, keys: { 'review.accept': ['G'], 'later.act': ['Q'] } };
    settingsFile(folder).write(settings);
    expect(settingsFile(folder).read()).toEqual(settings);
  });

  it('of an earlier version is read', () => {
    expect(read('{"language":"ko"}')).toEqual({ ...none, language: 'ko' });
  });

  it('loses what is damaged and nothing else', () => {
    expect(read('{"language":7,"toured":true,"keys":{"review.accept":["G"],"label.accept":"G"}}')).toEqual({
      ...none,
      toured: true,
      keys: { 'review.accept': ['G'] },
    });
    expect(read('{"language":"ko","toured":true,"keys":[]}')).toEqual({
      language: 'ko',
      toured: true,
      keys: {},
    });
    for (const text of ['', '{"keys":', '[]', 'null']) expect(read(text)).toEqual(none);
  });
});
