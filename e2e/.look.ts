import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchStudio } from './app';
const [w = '1280', h = '800'] = (process.env.SIZE ?? '1280x800').split('x');
const app = await launchStudio({ width: +w, height: +h });
const { page } = app;
const out = process.env.OUT ?? '/tmp/review-shots';
const logs: string[] = [];
page.on('console', (m) => logs.push(`${m.type()}: ${m.text()}`));
page.on('pageerror', (e) => logs.push(`PAGEERROR ${e.stack}`));
const place = join(mkdtempSync(join(tmpdir(), 'rv-')), 'project');
cpSync(process.env.PROJECT ?? '/tmp/samples/review/project', place, { recursive: true });
await app.electron.evaluate(({ dialog }, p) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [p] }); }, place);
await page.waitForTimeout(800);
const shot = async (name: string) => { await page.screenshot({ path: `${out}/${name}.png` }); };
export { app, page, shot, logs };
try {
  await page.getByRole('button', { name: /Open a project|Open project|Open a folder|Open …|Open another/i }).first().click();
  await page.getByRole('navigation').waitFor({ timeout: 60000 });
  await page.waitForTimeout(Number(process.env.WAIT ?? 300));
  await page.keyboard.press('Control+5');
  if (!process.env.FAST) await page.waitForTimeout(1500);
  const script = process.argv[2];
  if (script) await (await import(script)).default({ app, page, shot });
  else await shot('review');
} catch (e) { console.log('FAILED', e); await shot('failed'); }
console.log(logs.slice(0, 30).join('\n'));
await app.close();
