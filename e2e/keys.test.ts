import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsIn } from './looking/axe';
import { clippedWords } from './looking/clipped';
import { lookAtIt } from './looking/look';
import { settled } from './looking/tour';
import { launchStudio, type StudioApp, stateIn } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, press } from './program/steps';
import { measuredProject } from './projects/measured-project';

/** A person gives actions other keys, which apply everywhere at once, and still at the next start. */
describeApp('keys can be changed', () => {
  let app: StudioApp;
  let place: string;
  let project: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-keys-'));
    project = await measuredProject(join(place, 'grid'), 300);
    await start();
  }, 120_000);
  afterAll(() => leave(app, place));

  const start = async () => {
    app = await launchStudio({ folder: join(place, 'state') });
    await openProject(app, project);
    await goTo(app, 'Review');
  };
  const keyOf = (name: string) => app.page.getByTestId(`key-${name}`);
  const dialog = () => app.page.getByTestId('key-dialog').getByRole('dialog');
  const help = () => app.page.getByRole('dialog', { name: 'Keys' });
  const openHelp = async () => {
    await press(app, '?');
    await help().waitFor();
  };
  const change = async (name: string) => {
    await keyOf(name).click();
    await dialog().waitFor();
  };
  const shows = (name: string, key: string) => keyOf(name).filter({ hasText: key }).waitFor();
  const closed = () => dialog().waitFor({ state: 'detached' });
  const accepted = (images: string) =>
    expect.poll(() => app.page.getByTestId('facet-decisions-accept-count').textContent()).toBe(images);
  const focusGrid = () => app.page.getByTestId('grid').and(app.page.locator('[data-images]')).focus();

  it('refuses, in words, keys that have another use', async () => {
    await openHelp();
    await lookAtIt(app, 'keys');
    await change('review.accept');
    await lookAtIt(app, 'key-waiting');
    const said = (words: RegExp) => dialog().getByRole('alert').filter({ hasText: words }).waitFor();
    await press(app, '5');
    await said(/^Digits label images/);
    await press(app, 'ArrowLeft');
    await said(/^← moves/);
    await lookAtIt(app, 'key-refused');
    await press(app, 'Escape');
    await closed();
    await shows('review.accept', 'A');
  });

  it('names the action that has a key, and swaps them or takes it', async () => {
    await change('review.accept');
    await press(app, 'Control+k');
    await dialog().getByText('Ctrl K is the key of “All commands” (Everywhere).').waitFor();
    await press(app, 'o');
    await dialog()
      .getByText(/^O is the key of “.+” \(Review\)\.$/)
      .waitFor();
    await settled(app);
    expect(await problemsIn(app, 'key conflict')).toEqual([]);
    expect(await clippedWords(app.page)).toEqual([]);
    await lookAtIt(app, 'key-conflict');
    await dialog().getByRole('button', { name: 'Swap: it gets A' }).click();
    await closed();
    await shows('review.accept', 'O');
    await shows('review.ood', 'A');
    await change('review.exclude');
    await press(app, 'r');
    await dialog().getByRole('button', { name: 'Take it' }).click();
    await closed();
    await shows('review.exclude', 'R');
    await shows('review.reset', 'no key');
    await settled(app);
    expect(await problemsIn(app, 'changed keys')).toEqual([]);
    expect(await clippedWords(app.page)).toEqual([]);
    await lookAtIt(app, 'keys-changed');
  });

  it('and the new key does what it is for, on buttons and in the palette as well', async () => {
    const { page } = app;
    await change('review.accept');
    await press(app, 'g');
    await closed();
    await shows('review.accept', 'G');
    await press(app, 'Escape');
    await help().waitFor({ state: 'detached' });
    await page.getByTestId('action-accept').filter({ hasText: 'G' }).waitFor();
    await focusGrid();
    await press(app, 'Home', 'g');
    await accepted('1');
    await press(app, 'Control+k');
    const palette = page.getByRole('dialog', { name: 'Commands' });
    await palette
      .getByRole('button', { name: /Accept.*G$/ })
      .first()
      .waitFor();
    await press(app, 'Escape');
    await palette.waitFor({ state: 'detached' });
  });

  it('also keys that work everywhere', async () => {
    const { page } = app;
    await openHelp();
    await change('frame.commands');
    await press(app, 'F2');
    await closed();
    await press(app, 'Escape');
    await help().waitFor({ state: 'detached' });
    await press(app, 'Control+k');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await press(app, 'F2');
    const palette = page.getByRole('dialog', { name: 'Commands' });
    await palette.waitFor();
    await press(app, 'Escape');
    await palette.waitFor({ state: 'detached' });
  });

  it('at the next start they are there, beside what another version kept', async () => {
    const file = join(stateIn(join(place, 'state')).NOISY_STUDIO_STATE, 'studio', 'settings.json');
    await app.close();
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    expect(kept.keys).toMatchObject({ 'review.accept': ['G'], 'frame.commands': ['F2'] });
    writeFileSync(file, JSON.stringify({ ...kept, keys: { ...kept.keys, 'later.act': ['Q'] } }));
    await start();
    await focusGrid();
    await press(app, 'Home', 'ArrowRight', 'g');
    await accepted('2');
    await openHelp();
    await shows('review.accept', 'G');
    await change('frame.commands');
    await dialog().getByRole('button', { name: 'Reset to Ctrl K' }).click();
    await closed();
    await shows('frame.commands', 'Ctrl K');
    expect(JSON.parse(readFileSync(file, 'utf8')).keys['later.act']).toEqual(['Q']);
  });

  it('and all go back to the usual ones together', async () => {
    const { page } = app;
    await help().getByRole('button', { name: 'Reset all keys' }).click();
    await page
      .getByRole('dialog', { name: 'Reset all keys' })
      .getByRole('button', { name: 'Reset', exact: true })
      .click();
    await shows('review.accept', 'A');
    await shows('review.reset', 'R');
    await press(app, 'Escape');
    await help().waitFor({ state: 'detached' });
    await focusGrid();
    await press(app, 'Home', 'End', 'a');
    await accepted('3');
  });

  it('a damaged file of settings leaves every key as usual', async () => {
    const file = join(stateIn(join(place, 'state')).NOISY_STUDIO_STATE, 'studio', 'settings.json');
    await app.close();
    writeFileSync(
      file,
      JSON.stringify({ language: 3, toured: true, keys: { 'review.accept': 7, 'frame.help': ['Esc'] } }),
    );
    await start();
    await focusGrid();
    await press(app, 'Home', 'ArrowRight', 'ArrowRight', 'a');
    await accepted('4');
    await openHelp();
  });
});
