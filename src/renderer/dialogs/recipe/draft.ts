import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ProjectView, RecipeDraft, RecipeOrigin } from '../../../contract';
import { changeSetting, type Recipe, type RecipeProblem, recipeProblems } from '../../../core/recipe';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';

/** The recipe that is being edited, its errors, and how to change it. */
export interface DraftEditor {
  readonly draft: RecipeDraft;
  readonly problems: readonly RecipeProblem[];
  /** The settings as a recipe; null while one is invalid. */
  readonly recipe: Recipe | null;
  change(path: string, value: unknown): void;
  /** Starts from another recipe; returns the earlier draft, for an undo. */
  start(origin: RecipeOrigin, base: Recipe): RecipeDraft;
  put(draft: RecipeDraft): void;
}

const isUntouched = (draft: RecipeDraft | undefined) =>
  draft === undefined || JSON.stringify(draft.settings) === JSON.stringify(draft.base);

/** The editor of the draft; null until the studio has answered. */
export function useDraft(): DraftEditor | null {
  const queries = useQueryClient();
  const { data: draft } = useQuery({
    ...ask.recipe.draft.queryOptions(),
    // An unedited draft is always requested again, since it follows the images that are added.
    staleTime: ({ state }) => (isUntouched(state.data) ? 0 : Number.POSITIVE_INFINITY),
  });
  const problems = useMemo(() => (draft ? recipeProblems(draft.settings) : []), [draft]);
  if (!draft) return null;
  const put = (next: RecipeDraft) => putDraft(queries, next);
  const current = () => queries.getQueryData<RecipeDraft>(ask.recipe.draft.queryKey()) ?? draft;
  return {
    draft,
    problems,
    recipe: problems.length === 0 ? (draft.settings as Recipe) : null,
    put,
    change(path, value) {
      const now = current();
      put({ ...now, settings: changeSetting(now.settings, path, value, now.base) });
    },
    start(origin, base) {
      const before = current();
      put({ origin, base, settings: base });
      return before;
    },
  };
}

function putDraft(queries: QueryClient, draft: RecipeDraft): void {
  queries.setQueryData(ask.recipe.draft.queryKey(), draft);
  const project = queries.getQueryData<ProjectView | null>(ask.project.current.queryKey());
  if (project) void keep({ project: project.folder, draft });
}

type Kept = Parameters<typeof studio.recipe.keepDraft>[0];

let newest: Kept | null = null;
let keeping = false;

/**
 * Sends the newest draft to the studio, one request at a time: everything typed meanwhile goes into the next
 * one.
 */
async function keep(kept: Kept): Promise<void> {
  newest = kept;
  if (keeping) return;
  keeping = true;
  while (newest) {
    const next: Kept = newest;
    newest = null;
    await studio.recipe.keepDraft(next).catch(complain);
  }
  keeping = false;
}
