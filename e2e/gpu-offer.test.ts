import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { problemsIn } from './looking/axe';
import { clippedWords } from './looking/clipped';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, makeProject } from './program/steps';

const scratch = mkdtempSync(join(tmpdir(), 'gpu-offer-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/**
 * Starts the program with a tool that answers as the driver's does, since the machines of the tests have no GPU, and with a pip that finds
 * nothing.
 */
function startWith(driver: string): Promise<StudioApp> {
  const folder = mkdtempSync(join(scratch, 'm-'));
  const tool = join(folder, 'nvidia-smi');
  writeFileSync(
    tool,
    `#!/bin/sh
echo 'NVIDIA RTX 6000 Ada Generation, 49140, 48500, ${driver}'
`,
  );
  chmodSync(tool, 0o755);
  const env = {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_DATA_HOME: join(folder, 'data'),
    PIP_NO_INDEX: '1',
  };
  return launchStudio({ env });
}

describeApp('a GPU that is not used', () => {
  let app: StudioApp | null = null;
  afterEach(() => app?.close());

  it('is named at the first start with what it takes; why a fetch failed is said, and it can be begun again', async () => {
    app = await startWith('550.54.15');
    const offer = app.page.getByRole('region', { name: 'NVIDIA RTX 6000 Ada Generation was found' });
    await offer.getByText('a download of 3.4 GB').waitFor();
    expect(await clippedWords(app.page)).toEqual([]);
    expect(await problemsIn(app, 'start')).toEqual([]);
    await offer.getByRole('button', { name: 'Download (3.4 GB)' }).click();
    await offer.getByRole('alert').waitFor();
    expect(await offer.getByRole('alert').textContent()).toMatch(
      /tensorflow-2\.21\.0.*could not be downloaded.*pip/s,
    );
    await offer.getByRole('button', { name: 'Download (3.4 GB)' }).waitFor();
  });

  it('is named beside the estimate of a recipe too, in a small window and in Korean', async () => {
    app = await startWith('550.54.15');
    const { page, electron, folder } = app;
    await makeProject(app, folder, 'Offer');
    await goTo(app, 'Recipe');
    await page.getByRole('button', { name: 'Download (3.4 GB)' }).waitFor();
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setContentSize(960, 640));
    expect(await clippedWords(page)).toEqual([]);
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('menuitemradio', { name: '한국어' }).click();
    await page.getByRole('button', { name: '받기 (3.4 GB)' }).waitFor();
    expect(await clippedWords(page)).toEqual([]);
    expect(await problemsIn(app, 'recipe')).toEqual([]);
  });

  it('is not offered where its driver is too old, which is said', async () => {
    app = await startWith('470.256.02');
    await app.page.getByText(/Its driver 470\.256\.02 is older than 525\.60\.13/).waitFor();
    expect(await app.page.getByRole('button', { name: /^Fetch/ }).count()).toBe(0);
  });
});
