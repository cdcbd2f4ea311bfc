import { isDeepStrictEqual } from 'node:util';
import type { StartProblem, StudyPlan, StudySource } from '../../../contract';
import { parseRecipe } from '../../../core/recipe';
import { startProblems } from '../../../core/start/start-problems';
import { readStudy, type Study } from '../../../core/study/definition';
import { recommendedRecipe } from '../../method/start/recommended';
import { startFacts } from '../../method/start/start-facts';
import type { Project } from '../../project/folder/project';
import { contentOf, studyContent } from '../../study/study-file';
import { studyTime } from '../../study/study-time';
import type { Studio } from '../session/studio';

/** Which study a person asks for; see the contract. */
interface StudyQuestion {
  readonly source: StudySource;
  readonly recipe?: unknown;
  readonly seeds: number | null;
}

/** The study that is asked for, and whether its file names its base. Throws `study-file`, `study-unreadable`, `bad-recipe`. */
export function askedStudy(
  project: Project,
  { source, recipe, seeds }: StudyQuestion,
): { readonly study: Study; readonly ownBase: boolean } {
  let ownBase = true;
  const suiting = () => {
    ownBase = false;
    return recipe == null ? recommendedRecipe(project).recipe : parseRecipe(recipe);
  };
  const content = 'text' in source ? contentOf(source.text, source.file) : studyContent(source.readyMade);
  const study = readStudy(content, suiting);
  if (seeds === null) return { study, ownBase };
  return { study: { ...study, seeds: Array.from({ length: seeds }, (_, i) => i + 1) }, ownBase };
}

/** What a study would run. Throws what `askedStudy` throws. */
export function planOf(
  { project, measurements }: Pick<Studio, 'project' | 'measurements'>,
  question: StudyQuestion,
): StudyPlan {
  const { study, ownBase } = askedStudy(project, question);
  const { name, question: asks, seeds, baseline } = study;
  return {
    ...{ name, question: asks, seeds, baseline, ownBase },
    arms: study.arms.map((arm) => arm.name),
    time: studyTime(project, study, measurements),
    problems: problemsOf(project, study),
  };
}

/** The problems of all arms, each once. */
function problemsOf(project: Project, { arms }: Study): StartProblem[] {
  const found: StartProblem[] = [];
  for (const { recipe } of arms)
    for (const problem of startProblems(startFacts(project, { recipe, measures: true }), recipe)) {
      // Without test images there is nothing to compare.
      const told =
        problem.code === 'no-test' ? { ...problem, code: 'study-no-test' as const, blocks: true } : problem;
      if (!found.some((each) => isDeepStrictEqual(each, told))) found.push(told);
    }
  return found.sort((a, b) => Number(b.blocks) - Number(a.blocks));
}
