import { z } from 'zod';
import { parseRecipe } from '../recipe';
import { storedRecipeSchema } from '../stored/columns';
import type { Study } from './definition';

/** A study as a catalog keeps it. Recipes are checked where they are used: their rules may have changed by then. */
export const storedStudySchema = z.object({
  question: z.string().nullable(),
  seeds: z.array(z.int()),
  arms: z.array(z.object({ name: z.string(), recipe: storedRecipeSchema })),
  baseline: z.string(),
});

export type StoredStudy = Readonly<z.infer<typeof storedStudySchema>>;

export const toStored = ({ question, seeds, arms, baseline }: Study): StoredStudy => ({
  ...{ question, baseline },
  seeds: [...seeds],
  arms: arms.map(({ name, recipe }) => ({ name, recipe: { ...recipe } })),
});

/** Throws `bad-recipe` for a recipe of a version that had other settings. */
export const fromStored = (name: string, { question, seeds, arms, baseline }: StoredStudy): Study => ({
  ...{ name, question, seeds, baseline, claims: [] },
  arms: arms.map((arm) => ({ name: arm.name, recipe: parseRecipe(arm.recipe) })),
});
