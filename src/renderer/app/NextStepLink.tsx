import { Anchor } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProjectView } from '../../contract';
import { chooseRow, experimentKey } from '../base/kept/chosen-row';
import { goTo } from '../base/kept/navigation';
import { ask } from '../base/studio/connection';
import { baseName } from '../base/words/format';
import { addImages, continueImport } from '../dialogs/add-images';
import { openNewExperiment } from '../dialogs/new-experiment/NewExperiment';
import { openSplitDialog } from '../dialogs/SplitDialog';
import { chooseToEvaluate } from '../screens/evaluate/chosen/choice';
import { openReview } from '../screens/runs/experiment/ExperimentActions';

import { type NextStep, nextStep } from './next-step';
import classes from './Shell.module.css';

/** A link to the next step of the project, shown while no job runs. */
export function NextStepLink({ project }: { readonly project: ProjectView }) {
  const { t } = useTranslation();
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  const { data: experiments } = useQuery(ask.runs.experiments.queryOptions());
  const step = overview && experiments && nextStep({ overview, experiments, readOnly: project.readOnly });
  if (!step) return null;
  const words = t(`next.${step.name}`, { name: subjectOf(step) });
  return (
    <Anchor
      component="button"
      fz={12}
      className={classes.next}
      onClick={() => take(step)}
      data-testid="next-step"
    >
      <span title={words}>{words}</span>
      <IconArrowRight size={13} aria-hidden />
    </Anchor>
  );
}

/** What the step is about, by name. */
function subjectOf(step: NextStep): string {
  if (step.name === 'import') return baseName(step.source.path);
  return 'experiment' in step ? step.experiment.name : '';
}

/** Opens the screen of the step, at the item that the step is about. */
function take(step: NextStep): void {
  if (step.name === 'review') {
    openReview(step.experiment.iterations.at(-1));
    return;
  }
  if (step.name === 'evaluate')
    chooseToEvaluate({
      experimentId: step.experiment.id,
      runId: null,
      baseId: null,
      split: 'test',
      setId: null,
    });
  if (step.name === 'begin' || step.name === 'resume') chooseRow(experimentKey(step.experiment));
  goTo('screen' in step ? step.screen : 'data');
  if (step.name === 'add') void addImages();
  if (step.name === 'split') openSplitDialog();
  if (step.name === 'import') continueImport(step.source);
  if (step.name === 'start') openNewExperiment();
}
