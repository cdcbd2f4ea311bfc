import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { News } from '../contract';
import { createProject } from '../studio/project/folder/project';
import { connectStudio } from '../studio/service/session/studio.fixture';
import { runHere } from './run-here.fixture';

const folder = mkdtempSync(join(tmpdir(), 'runs-aside-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const project = join(folder, 'project');
const asides = () => readdirSync(project).filter((name) => name.startsWith('runs-after-'));

it('runs that the catalog does not know are set aside, which both faces tell', async () => {
  createProject(project).close();
  mkdirSync(join(project, 'runs', '7'));
  const { written } = await runHere(['-p', project, '--json', 'status']);
  const [aside] = asides();
  expect(JSON.parse(written.split('\n')[0])).toMatchObject({
    ...{ type: 'note', code: 'runs-set-aside' },
    text: expect.stringContaining(`Their files now lie in ${join(project, aside)}`),
  });

  mkdirSync(join(project, 'runs', '8'));
  const { studio, client, close } = connectStudio(folder);
  const told: News[] = [];
  const tell = studio.news.tell.bind(studio.news);
  studio.news.tell = (news) => {
    told.push(news);
    tell(news);
  };
  await client.project.open({ folder: project });
  await close();
  expect(asides()).toHaveLength(2);
  expect(told.filter(({ type }) => type === 'trouble')).toMatchObject([
    { failure: { code: 'runs-set-aside', values: { folder: join(project, asides()[1]) } } },
  ]);
});
