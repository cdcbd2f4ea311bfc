import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { writeTinyEncoder } from '../src/engine/export/onnx/tiny-encoder.fixture';
import { timmTensors, writeTensors } from '../src/studio/weights/timm-file.fixture';
import { switchTheme } from './looking/tour';
import { answerDialogs, launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, makeProject } from './program/steps';

/**
 * Pretrained weights on the Recipe screen: a card for each, a person's own file, and a choice for each model.
 */
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
    // Weights of another model stay visible, with what is wrong about them.
    await combo('Teacher: Model').click();
    await page.getByRole('option', { name: /^b0 / }).click();
    await page
      .getByText(/efficientnet_lite0\.ra_in1k are for lite0, but the model is b0/)
      .first()
      .waitFor();
    await combo('Teacher: Model').click();
    await page.getByRole('option', { name: /^lite0 / }).click();

    const pictures = process.env.NOISY_STUDIO_PICTURES;
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      for (const theme of ['dark', 'light'] as const) {
        // This loads the window again.
        await switchTheme(app, theme);
        await goTo(app, 'Recipe');
        await card.click();
        await page.screenshot({ path: join(pictures, `weights-${theme}.png`) });
      }
    }
    await card.getByRole('button', { name: 'Remove efficientnet_lite0.ra_in1k' }).click();
    await card.waitFor({ state: 'detached' });
  });

  it('may be an encoder, which is asked for what its file does not tell, and can be a teacher', async () => {
    const { page } = app;
    const file = join(place, 'some-encoder.onnx');
    const shape = ['batch', 3, 'height', 'width'];
    writeTinyEncoder(file, { shape, outputs: { features: ['batch', 8], active: ['batch', 8, 4, 4] } });
    await answerDialogs(app, [file]);
    await page.getByRole('button', { name: 'Add from a file …' }).click();
    const dialog = page.getByRole('dialog', { name: 'About this encoder' });
    await dialog.getByText(/several outputs: features \[batch, 8\]; active/).waitFor();
    const use = dialog.getByRole('button', { name: 'Add the encoder' });
    expect(await use.isDisabled()).toBe(true);
    await dialog.getByLabel('Output with the features').click();
    await page.getByRole('option', { name: 'features [batch, 8]' }).click();
    await use.click();
    await dialog.getByText(/does not say how images must be prepared: size, mean, std/).waitFor();
    await dialog.getByLabel('Image size in pixels').fill('32');
    await dialog.getByLabel('Usual mean and deviation').click();
    await page.getByRole('option', { name: 'CLIP' }).click();
    expect(await dialog.getByLabel('Mean', { exact: true }).inputValue()).toBe(
      '0.48145466, 0.4578275, 0.40821073',
    );
    const pictures = process.env.NOISY_STUDIO_PICTURES;
    if (pictures) await page.screenshot({ path: join(pictures, 'encoder-question.png') });
    await use.click();
    const card = page.locator('details', { hasText: 'some-encoder' });
    await card.click();
    await card.getByText('8 numbers, output features').waitFor();

    const combo = (name: string) => page.getByRole('combobox', { name, exact: true });
    await combo('Teacher: Model').click();
    await page.getByRole('option', { name: 'encoder', exact: true }).click();
    await page
      .getByText(/none is chosen/)
      .first()
      .waitFor();
    await combo('Teacher: Starts from').click();
    await page.getByRole('option', { name: 'some-encoder' }).click();
    await page
      .getByText(/none is chosen/)
      .first()
      .waitFor({ state: 'detached' });
    // A student must be a network, so the list offers no encoder.
    await combo('Student 1: Model').click();
    await page.getByRole('option', { name: /^b0 / }).waitFor();
    expect(await page.getByRole('option', { name: 'encoder', exact: true }).count()).toBe(0);
    await page.keyboard.press('Escape');
    if (pictures) await page.screenshot({ path: join(pictures, 'encoder-recipe.png') });
  });

  it('with code in them are refused in a sentence', async () => {
    const file = join(place, 'evil.pth');
    // The bytes are a pickle that refers to os.system, such as pickle.dumps makes for an object whose reduction
    // is that function.
    writeFileSync(file, Buffer.concat([Buffer.of(0x80, 2), Buffer.from('cposix\nsystem\n.')]));
    await answerDialogs(app, [file]);
    await app.page.getByRole('button', { name: 'Add from a file …' }).click();
    await app.page.getByText(/asks to run posix\.system.*None of it was run/).waitFor();
  });
});
