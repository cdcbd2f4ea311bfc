import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { timmTensors, writeTensors } from '../src/studio/weights/timm-file.fixture';
import { answerDialogs, launchStudio, type StudioApp } from './app';
import { describeApp } from './describe-app';
import { goTo, makeProject } from './steps';
import { switchTheme } from './tour';

/** Pretrained weights on the Recipe screen: a card each, a file of one's own, a choice for each model. */
describeApp('pretrained weights', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-weights-'));
    vi.stubEnv('XDG_DATA_HOME', join(place, 'data'));
    app = await launchStudio();
    await makeProject(app, place, 'Weights');
    await goTo(app, 'Recipe');
  });
  afterAll(async () => {
    await app.close();
    vi.unstubAllEnvs();
    rmSync(place, { recursive: true, force: true });
  });

  it('come from a file that is asked for its name, stand on a card, and can be chosen for a model', async () => {
    const { page } = app;
    await page.getByText('tf_efficientnet_lite2.in1k').waitFor();
    const file = join(place, 'model.safetensors');
    writeTensors(file, timmTensors('lite0', 5));
    await answerDialogs(app, [file]);
    await page.getByRole('button', { name: 'Add from a file …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Which weights are these?' });
    await dialog.getByLabel('Name in timm').click();
    await page.getByRole('option', { name: 'efficientnet_lite0.ra_in1k', exact: true }).click();
    await dialog.getByRole('button', { name: 'Add from a file …' }).click();
    const card = page.locator('details', { hasText: 'efficientnet_lite0.ra_in1k' });
    await card.click();
    await card.getByText('the same on every side').waitFor();

    const combo = (name: string) => page.getByRole('combobox', { name, exact: true });
    await combo('Teacher: Model').click();
    await page.getByRole('option', { name: /^lite0 / }).click();
    await combo('Teacher: Starts from').click();
    expect(await page.getByRole('option').allTextContents()).toEqual([
      'from scratch',
      'tf_efficientnet_lite0.in1k',
      'efficientnet_lite0.ra_in1k',
    ]);
    await page.getByRole('option', { name: 'efficientnet_lite0.ra_in1k' }).click();
    // Weights of another model stay in sight, with what is wrong.
    await combo('Teacher: Model').click();
    await page.getByRole('option', { name: /^b0 / }).click();
    await page
      .getByText(/efficientnet_lite0\.ra_in1k are of lite0, and the model is b0/)
      .first()
      .waitFor();
    await combo('Teacher: Model').click();
    await page.getByRole('option', { name: /^lite0 / }).click();

    const pictures = process.env.NOISY_STUDIO_PICTURES;
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      for (const theme of ['dark', 'light'] as const) {
        // The window is loaded anew.
        await switchTheme(app, theme);
        await goTo(app, 'Recipe');
        await card.click();
        await page.screenshot({ path: join(pictures, `weights-${theme}.png`) });
      }
    }
    await card.getByRole('button', { name: 'Remove efficientnet_lite0.ra_in1k' }).click();
    await card.waitFor({ state: 'detached' });
  });

  it('with code in them are refused in a sentence', async () => {
    const file = join(place, 'evil.pth');
    // pickle.dumps of an object whose reduction is os.system.
    writeFileSync(file, Buffer.concat([Buffer.of(0x80, 2), Buffer.from('cposix\nsystem\n.')]));
    await answerDialogs(app, [file]);
    await app.page.getByRole('button', { name: 'Add from a file …' }).click();
    await app.page.getByText(/asks to run posix\.system.*Nothing of it was run/).waitFor();
  });
});
