import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noteSentence } from '../../src/core/words/notes';
import { createProject, openProject, type Project } from '../../src/studio/project/folder/project';
import { connectStudio } from '../../src/studio/service/session/studio.fixture';

/** The result of an import, as a person sees it. */
export interface Imported {
  readonly project: Project;
  /** `path | split | class | state` for each image, sorted by path. */
  readonly images: readonly string[];
  /** All messages of the import. */
  readonly said: string;
  readonly root: string;
  /** 3 if something was put aside; through the contract, the code that the command would return. */
  readonly exitCode: number | null;
}

const program = fileURLToPath(new URL('../../scripts/noisy-studio.mjs', import.meta.url));

/** Imports with `noisy-studio import PATH`. */
export async function byCommand(path: string, folder: string): Promise<Imported> {
  const place = join(folder, 'project');
  createProject(place).close();
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '-p', place, 'import', path], {
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 3) throw new Error(stderr.trim() || stdout.trim());
  return seen(openProject(place), stdout, path, status);
}

/**
 * Does what the window does with a folder or list that is dropped on it: asks what it is, and imports it as
 * that.
 */
export async function byContract(path: string, folder: string): Promise<Imported> {
  const place = join(folder, 'project');
  const { client, close } = connectStudio(folder);
  const said: string[] = [];
  try {
    await client.project.create({ folder: place, name: 'cases' });
    const [guess] = await client.data.inspect({ paths: [path] });
    if (guess.kind === null) throw new Error('the window takes it for neither a folder nor a list');
    const [{ id }] = await client.data.import({
      items: [{ path, kind: guess.kind, split: guess.split ?? undefined }],
    });
    for (;;) {
      const job = (await client.jobs.list()).find((each) => each.id === id);
      if (!job || !['queued', 'running', 'cancelling'].includes(job.status)) {
        said.push(
          JSON.stringify(job),
          ...(job?.notes ?? []).map((each) => noteSentence(each, 'window') ?? each.code),
        );
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    await close();
  }
  return seen(openProject(place), said.join('\n'), path, null);
}

function seen(project: Project, said: string, root: string, exitCode: number | null): Imported {
  const names = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
  const images = project.catalog.images
    .byIds(project.catalog.images.ids({}, 'path'))
    .map(({ path, split, classId, state }) =>
      [path, split, names.get(classId ?? 0) ?? '', state].join(' | '),
    );
  return { project, images, said, root, exitCode };
}
