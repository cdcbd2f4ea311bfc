import { modelText } from '../core/vocabulary/models';
import { checkSqlite, pictureLines, pictureOf, Studio, serve, wholePictureOf } from '../studio/service';
import type { FromStudio, PictureSize, RunningJob, StudioStart, ToStudio } from './host-messages';
import { ParentHost } from './parent-host';

/** Runs the studio in its process: answers windows on their ports, and requests of the main process. Throws if SQLite does not load. */
export function runStudio(start: StudioStart, parent: Electron.ParentPort): void {
  checkSqlite();
  const send = (message: FromStudio) => parent.postMessage(message);
  const host = new ParentHost(start, send);
  const studio = new Studio(host);
  const sending = new Map<number, AbortController>();

  parent.on('message', ({ data, ports }) => {
    const message = data as ToStudio;
    studio.asking.note();
    if (message.type === 'port') {
      serve(studio, ports[0]);
      ports[0].start();
    } else if (message.type === 'answer') host.hear(message.id, message.value);
    else if (message.type === 'image') void answerPicture(message.id, message.imageId, message.size);
    else if (message.type === 'images') void answerPictures(message.id, message.imageIds, message.size);
    else if (message.type === 'what-runs') send({ type: 'runs', jobs: running() });
    else if (message.type === 'images-unwanted') sending.get(message.id)?.abort();
    else void shutDown();
  });

  host.languageChosen(studio.settings.read().language);

  function running(): RunningJob[] {
    return studio.jobs
      .list()
      .filter(({ finishedAt }) => finishedAt === null)
      .map(({ kind, subject }) => ({
        experiment: kind === 'experiment',
        subject: typeof subject === 'string' ? subject : subject.map((name) => modelText(name)).join(', '),
      }));
  }

  async function answerPicture(id: number, imageId: number, size: PictureSize): Promise<void> {
    const made = () =>
      size === 'whole'
        ? wholePictureOf(studio.project, imageId, studio.predictions)
        : pictureOf(studio.project, imageId, size, studio.predictions);
    const picture = studio.view ? await made().catch(() => null) : null;
    send({ type: 'image', id, picture });
  }

  async function answerPictures(id: number, imageIds: readonly number[], size: number): Promise<void> {
    const ended = new AbortController();
    sending.set(id, ended);
    try {
      if (!studio.view) return;
      for await (const lines of pictureLines(
        studio.project,
        imageIds,
        size,
        ended.signal,
        studio.predictions,
      ))
        send({ type: 'images', id, lines: Buffer.from(lines) });
      studio.asking.note();
    } finally {
      sending.delete(id);
      send({ type: 'images', id, lines: null });
    }
  }

  async function shutDown(): Promise<void> {
    await studio.shutDown().catch(() => {});
    process.exit(0);
  }
}
