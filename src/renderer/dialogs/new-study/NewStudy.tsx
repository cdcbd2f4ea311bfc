import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createProjectStore } from '../../base/kept/store';
import { ask } from '../../base/studio/connection';
import { mayWrite } from '../../base/studio/may-write';
import { useDraft } from '../recipe/draft';
import { NewStudyForm } from './NewStudyForm';

const shown = createProjectStore(false);

/** Opens the dialog from anywhere in the window. */
export function openNewStudy(): void {
  if (mayWrite()) shown.set(true);
}

/** The dialog that starts a study: its question, the recipe that it begins from, and how often each arm is run. */
export function NewStudy() {
  const { t } = useTranslation();
  const close = () => shown.set(false);
  return (
    <Modal opened={shown.use()} onClose={close} title={t('studies.new').replace(/\s*…$/, '')} size="lg">
      <Loaded close={close} />
    </Modal>
  );
}

function Loaded({ close }: { readonly close: () => void }) {
  const { data: ready } = useQuery(ask.studies.readyMade.queryOptions());
  const { data: studies } = useQuery(ask.studies.list.queryOptions());
  const editor = useDraft();
  if (!ready || !studies || !editor) return null;
  return <NewStudyForm ready={ready} taken={studies.map(({ name }) => name)} editor={editor} close={close} />;
}
