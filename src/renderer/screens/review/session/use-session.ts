import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReviewOverview, Topic } from '../../../../contract';
import { onChanged } from '../../../base/studio/changes';
import { ask } from '../../../base/studio/connection';
import { ReviewSession } from './review-session';

/** One session is kept while other screens are shown, so that filter and scroll position survive. */
let kept: {
  readonly folder: string;
  readonly session: ReviewSession;
  /** The overview that the session was opened with. */
  readonly overview: ReviewOverview;
} | null = null;

const concerning = new Set<Topic>(['images', 'classes', 'labelling', 'marks']);

onChanged((topics) => {
  if (topics.some((topic) => concerning.has(topic))) kept?.session.outdate();
});

/**
 * The review session of a labelling. The overview is loaded once, to open the session; the session updates
 * its own numbers afterwards.
 */
export function useSession(labellingId: number | undefined) {
  const queries = useQueryClient();
  const { data: project } = useQuery(ask.project.current.queryOptions());
  const folder = project?.folder;
  const known =
    kept && kept.folder === folder && kept.session.labellingId === labellingId ? kept.session : null;
  const { data: overview, error } = useQuery({
    ...ask.review.overview.queryOptions({ input: { labellingId: labellingId ?? 0 } }),
    enabled: labellingId !== undefined && known === null,
    gcTime: 0,
  });
  const session = useMemo(() => {
    if (known) return known;
    if (!overview || !folder || overview.labelling.id !== labellingId) return null;
    return keep(folder, overview, () => {
      void queries.invalidateQueries({ queryKey: ask.review.detail.key() });
    });
  }, [known, overview, folder, labellingId, queries]);
  return { session, error };
}

function keep(folder: string, overview: ReviewOverview, changed: () => void): ReviewSession {
  if (kept?.folder === folder && kept.overview === overview) return kept.session;
  kept = { folder, overview, session: new ReviewSession(overview, changed) };
  return kept.session;
}
