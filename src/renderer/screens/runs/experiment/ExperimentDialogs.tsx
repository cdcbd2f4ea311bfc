import { useTranslation } from 'react-i18next';
import type { ExperimentView } from '../../../../contract';
import { Confirm } from '../../../base/frame/Confirm';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { NameDialog } from '../../../dialogs/NameDialog';

interface DialogProps {
  readonly experiment: ExperimentView;
  readonly close: () => void;
}

export function RenameDialog({ experiment, close }: DialogProps) {
  const { t } = useTranslation();
  return (
    <NameDialog
      title={t('runs.renameTitle')}
      label={t('runs.name')}
      initial={experiment.name}
      action={t('common.save')}
      save={(name) => studio.runs.rename({ experimentId: experiment.id, name })}
      close={close}
    />
  );
}

export function DeleteDialog({ experiment, close }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Confirm
      title={t('runs.deleteTitle', { name: experiment.name })}
      action={t('runs.deleteNow')}
      run={() => void studio.runs.remove({ experimentId: experiment.id }).catch(complain)}
      close={close}
    >
      {t('runs.deleteHelp', { count: experiment.runs.length })}
    </Confirm>
  );
}

/** Discards an unfinished training; `restart` starts it from the beginning at once. */
export function DiscardDialog({ experiment, close, restart }: DialogProps & { readonly restart: boolean }) {
  const { t } = useTranslation();
  const { id, pauseForReview } = experiment;
  const run = async () => {
    await studio.runs.discard({ experimentId: id });
    if (restart) await studio.runs.resume({ experimentId: id, pauseForReview });
  };
  return (
    <Confirm
      title={t(restart ? 'runs.restartTitle' : 'runs.discardTitle')}
      action={t(restart ? 'runs.restartNow' : 'runs.discardNow')}
      run={() => void run().catch(complain)}
      close={close}
    >
      {t(restart ? 'runs.restartHelp' : 'runs.discardHelp')}
    </Confirm>
  );
}
