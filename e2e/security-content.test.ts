import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { addFolders, expectCount, leave, makeProject } from './program/steps';
import { picture, writePictures } from './projects/pictures';

/** Runs a script if a name is taken for markup. */
const evil = '<img src=x onerror="document.title=1">';

describeApp('what comes from files', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-content-'));
    app = await launchStudio();
    await writePictures(place, [
      ...[0, 1, 2].map((i) => `labelled/${evil}/${i}.png`),
      ...[0, 1, 2].map((i) => `labelled/plain/${i}.png`),
    ]);
    await writePictures(place, ['pool/a.png', `pool/${evil}.png`]);
    writeFileSync(join(place, 'labelled', 'plain', `${evil} twin.png`), await picture(5));
    writeFileSync(join(place, 'labelled', 'plain', `${evil} broken.png`), 'not an image');
  });
  afterAll(() => leave(app, place));

  const ask = (url: string, method = 'GET') =>
    app.electron.evaluate(
      async ({ session }, [address, how]) => {
        // If a body is requested while the inspector evaluates, sometimes it and all later ones are never read to the end. A timer's
        // callback runs outside of the inspector's evaluation.
        await new Promise((resolve) => setTimeout(resolve, 0));
        const answer = await session.defaultSession.fetch(address, { method: how });
        const text = await answer.text();
        return {
          status: answer.status,
          type: answer.headers.get('content-type'),
          policy: answer.headers.get('content-security-policy'),
          text,
        };
      },
      [url, method] as const,
    );

  it('gives no image while no project is open', async () => {
    await app.page.getByRole('button', { name: 'New project' }).waitFor();
    expect((await ask('studio://image/1')).status).toBe(404);
  });

  it('imports with names that would be markup, and shows them as text', async () => {
    const { page } = app;
    await makeProject(app, place, evil.replaceAll('"', "'"));
    await addFolders(app, [join(place, 'labelled'), join(place, 'pool')]);
    await expectCount(app, 'labelled-train', '6');
    await page.getByRole('heading', { name: 'Set aside' }).waitFor();
    const shown = async (text: string) => expect.poll(() => page.getByText(text).count()).toBeGreaterThan(0);
    await shown(evil);
    await page.getByText('Quarantined 1').click();
    await shown(`${evil} broken.png`);
    await page.getByText(/^Duplicates \d/).click();
    await page.getByRole('button', { name: 'Jobs' }).click();
    await shown(`${evil} broken.png`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.title()).toBe('Noisy Studio');
  });

  it('gives images of the catalog by their number, as pictures and nothing else', async () => {
    expect(await ask('studio://image/1?size=64')).toMatchObject({ status: 200, type: 'image/png' });
    expect(await ask('studio://image/1?size=16')).toMatchObject({ status: 200, type: 'image/webp' });
  });

  it('gives images of the catalog many at a time, each in a line, and none for a number that is not there', async () => {
    const { status, type, text } = await ask('studio://images/1,999999,2?size=64');
    expect({ status, type }).toEqual({ status: 200, type: 'text/plain' });
    const lines = text.trimEnd().split('\n').sort();
    expect(lines.map((line) => line.replace(/base64,[\w+/=]+$/, 'base64'))).toEqual([
      '1 data:image/png;base64',
      '2 data:image/png;base64',
      '999999 ',
    ]);
  });

  it.each([
    ['a number that is not in the catalog', 'studio://image/999999'],
    ['a number beyond all', 'studio://image/999999999999999'],
    ['zero', 'studio://image/0'],
    ['a negative number', 'studio://image/-1'],
    ['a number written otherwise', 'studio://image/0x1'],
    ['a number with an exponent', 'studio://image/1e0'],
    ['a path', 'studio://image//etc/passwd'],
    ['a way up', 'studio://image/../../etc/passwd'],
    ['a way up behind a number', 'studio://image/1/../../../etc/passwd'],
    ['a way up in disguise', 'studio://image/..%2f..%2fetc%2fpasswd'],
    ['a number and a way up in disguise', 'studio://image/1%2f..%2f..%2fetc%2fpasswd'],
    ['no number', 'studio://image/'],
    ['a size that is none', 'studio://image/1?size=x'],
    ['two numbers where one is given', 'studio://image/1,2'],
    ['many numbers and a way up', 'studio://images/1,2/../../etc/passwd'],
    ['many numbers and a path', 'studio://images/1,/etc/passwd'],
    ['many numbers, one written otherwise', 'studio://images/1,0x2'],
    ['many numbers and none', 'studio://images/1,,2'],
    ['no numbers', 'studio://images/'],
    ['numbers without end', `studio://images/${Array.from({ length: 1001 }, (_, i) => i + 1)}`],
    ['many numbers of a size that is none', 'studio://images/1,2?size=x'],
    ['another host', 'studio://files/1'],
    ['a host that begins like ours', 'studio://image.example/1'],
    ['a file of the program that is not of the window', 'studio://app/../main/index.js'],
    ['the same in disguise', 'studio://app/..%2fmain%2findex.js'],
    ['the same with backslashes', 'studio://app/..%5cmain%5cindex.js'],
    ['package.json', 'studio://app/../../package.json'],
    ['an absolute path', 'studio://app//etc/passwd'],
    ['a file that was not built', 'studio://app/nothing.js'],
    ['the folder of assets', 'studio://app/assets/'],
    ['a folder below the assets', 'studio://app/assets/../../main/index.js'],
    ['a hidden file', 'studio://app/.htaccess'],
  ])('refuses %s', async (_, url) => {
    const { status, text } = await ask(url);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toBe('');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
    expect((await ask('studio://image/1', method)).status).toBe(405);
    expect((await ask('studio://images/1,2', method)).status).toBe(405);
    expect((await ask('studio://app/index.html', method)).status).toBe(405);
  });

  it('serves the page with a policy whose nonce is new each time', async () => {
    const policies = [await ask('studio://app/index.html'), await ask('studio://app/index.html')].map(
      ({ policy }) => policy,
    );
    for (const policy of policies) {
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain('unsafe');
    }
    expect(policies[0]).not.toBe(policies[1]);
  });

  it('leaves no warning on the terminal', () => {
    expect(app.stderr()).not.toMatch(/Warning/);
  });
});
