import { Anchor } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { goTo } from '../base/navigation';
import { ask } from '../base/studio/connection';
import { openNewExperiment } from '../dialogs/new-experiment/NewExperiment';
import { openSplitDialog } from '../dialogs/SplitDialog';
import { type NextStep, nextStep } from './next-step';
import classes from './Shell.module.css';

/** What the project is ready for, a click away; shown while nothing runs. */
export function NextStepLink() {
  const { t } = useTranslation();
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  const { data: experiments } = useQuery(ask.runs.experiments.queryOptions());
  const step = overview && experiments && nextStep(overview, experiments);
  if (!step) return null;
  const words = t(`next.${step.name}`, { name: 'experiment' in step ? step.experiment : '' });
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

function take(step: NextStep): void {
  if (step.name === 'split') {
    goTo('data');
    openSplitDialog();
    return;
  }
  goTo(step.screen);
  if (step.name === 'start') openNewExperiment();
}
