import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createProjectStore } from '../../base/kept/store';
import { ask } from '../../base/studio/connection';
import { mayWrite } from '../../base/studio/may-write';
import { useDraft } from '../recipe/draft';
import { NewExperimentForm } from './NewExperimentForm';

const shown = createProjectStore(false);

/** Opens the dialog from anywhere in the window. */
export function openNewExperiment(): void {
  if (mayWrite()) shown.set(true);
}

/** The dialog that starts an experiment: its recipe, what will happen, and what prevents the start. */
export function NewExperiment() {
  const { t } = useTranslation();
  const close = () => shown.set(false);
  return (
    <Modal opened={shown.use()} onClose={close} title={t('runs.new')} size="lg">
      <Loaded close={close} />
    </Modal>
  );
}

function Loaded({ close }: { readonly close: () => void }) {
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  const { data: experiments } = useQuery(ask.runs.experiments.queryOptions());
  const editor = useDraft();
  if (!overview || !experiments || !editor) return null;
  return <NewExperimentForm overview={overview} experiments={experiments} editor={editor} close={close} />;
}
