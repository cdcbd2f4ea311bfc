import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Epoch, JobView, News, ProjectView, Topic } from '../../../contract';
import type { Questions } from '../frame/screen-definition';
import { createStore, forgetProject } from '../kept/store';
import { announce, announceRestart, announceTrouble, complain, takeBack } from './announce';
import { tellChanged } from './changes';
import { ask, onReconnect, studio } from './connection';
import { putAwayAll } from './standing-notices';

/** The queries to refetch after a change. */
export type AskedAgain = (topic: Topic) => readonly Questions[];

/** Routers of the studio that do not depend on the open project. */
const beyondProject: readonly unknown[] = ['app', 'project', 'jobs'];

/** Queries to refetch that belong to no screen. */
const beyondScreens: Readonly<Partial<Record<Topic, readonly Questions[]>>> = {
  recent: [ask.project.recent],
  settings: [ask.app.settings],
};

/** The delay between the end of the event stream and the next attempt. */
const breathMs = 500;

/** A counter of the studio's restarts with the project open. */
export const restarts = createStore(0);

/**
 * Subscribes to the studio's events for as long as the window is open, and keeps the window's state in step.
 */
export function useNews(askedAgain: AskedAgain): void {
  const queries = useQueryClient();
  useEffect(() => {
    let ending = new AbortController();
    const listen = () => {
      ending.abort();
      ending = new AbortController();
      void follow(queries, askedAgain, ending.signal);
    };
    listen();
    const leave = onReconnect(() => {
      listen();
      void reopen(queries);
    });
    return () => {
      leave();
      ending.abort();
    };
  }, [queries, askedAgain]);
}

/** Listens until the signal is aborted. If the stream ends before, subscribes again and refetches what may have been missed. */
async function follow(queries: QueryClient, askedAgain: AskedAgain, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const news of await studio.app.news(undefined, { signal })) take(queries, askedAgain, news);
    } catch {
      // The studio is gone; a new connection starts listening on its own.
    }
    await new Promise((resolve) => setTimeout(resolve, breathMs));
    if (!signal.aborted) void queries.invalidateQueries();
  }
}

/** A restarted studio has no project open: the one that was open is opened again. */
async function reopen(queries: QueryClient): Promise<void> {
  const before = queries.getQueryData<ProjectView | null>(ask.project.current.queryKey());
  announceRestart(queries.getQueryData<JobView[]>(ask.jobs.list.queryKey()) ?? []);
  // Queries that the dead process left open have failed by now and can be repeated.
  await new Promise((resolve) => setTimeout(resolve));
  if (before) await studio.project.open({ folder: before.folder }).catch(complain);
  await queries.invalidateQueries();
  restarts.set(restarts.get() + 1);
}

function take(queries: QueryClient, askedAgain: AskedAgain, news: News): void {
  if (news.type === 'job') takeJob(queries, news.job);
  else if (news.type === 'project') takeProject(queries, news.project);
  else if (news.type === 'trouble') announceTrouble(news.failure);
  else if (news.type === 'point') {
    const key = ask.runs.curves.queryKey({ input: { runId: news.runId } });
    queries.setQueryData<Epoch[]>(key, (points) => points && withPoint(points, news.point));
  } else {
    for (const topic of news.topics)
      for (const { key } of beyondScreens[topic] ?? askedAgain(topic))
        void queries.invalidateQueries({ queryKey: key() });
    tellChanged(news.topics);
  }
}

function takeProject(queries: QueryClient, project: ProjectView | null): void {
  const key = ask.project.current.queryKey();
  const same = queries.getQueryData<ProjectView | null>(key)?.folder === project?.folder;
  if (!same) {
    forgetProject();
    putAwayAll();
  }
  queries.setQueryData(key, project);
  // Answers about another project must not be shown in this one, but queries on the screen must stay mounted.
  const predicate = ({ queryKey: [path] }: Query) => !beyondProject.includes((path as readonly unknown[])[0]);
  if (same) void queries.invalidateQueries({ predicate });
  else queries.removeQueries({ predicate });
}

function takeJob(queries: QueryClient, job: JobView): void {
  const key = ask.jobs.list.queryKey();
  const before = queries.getQueryData<JobView[]>(key)?.find(({ id }) => id === job.id);
  queries.setQueryData<JobView[]>(key, (jobs = []) =>
    [...jobs.filter(({ id }) => id !== job.id), job].sort((a, b) => b.id - a.id),
  );
  if (!before) takeBack(job);
  if (job.finishedAt !== null && (before?.finishedAt ?? null) === null) announce(job);
}

/** A resumed run repeats steps: their new points replace the old ones. */
function withPoint(points: readonly Epoch[], point: Omit<Epoch, 'epoch'>): Epoch[] {
  const before = points.filter(({ step }) => step < point.step);
  return [...before, { epoch: before.length + 1, ...point }];
}
