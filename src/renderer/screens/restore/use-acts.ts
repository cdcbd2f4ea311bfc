import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { i18n } from '../../base/strings';
import { ask, studio } from '../../base/studio/connection';
import { rescuedFolder } from '../../base/studio/damage';
import { failureOf, sentenceOf } from '../../base/studio/errors';
import { count } from '../../base/words/format';

/** The actions on a project's catalog. */
export interface Acts {
  readonly busy: 'restore' | 'other' | null;
  /** The error of the last action. */
  readonly error: string | null;
  restore(backup: string): void;
  salvage(): void;
  backUp(): void;
}

/** The actions on the backups of `folder`; a newly made backup is selected. */
export function useActs(folder: string, choose: (backup: string) => void): Acts {
  const queries = useQueryClient();
  const [busy, setBusy] = useState<Acts['busy']>(null);
  const [error, setError] = useState<string | null>(null);

  const perform = async (what: NonNullable<Acts['busy']>, act: () => Promise<void>) => {
    setBusy(what);
    setError(null);
    try {
      await act();
      await queries.invalidateQueries({ queryKey: ask.project.rescue.key() });
    } catch (reason) {
      setError(sentenceOf(failureOf(reason)));
    } finally {
      setBusy(null);
    }
  };
  return {
    busy,
    error,
    restore: (backup) =>
      void perform('restore', async () => {
        const { kept, laterRuns } = await studio.project.restore({ folder, backup });
        const paths = [kept, laterRuns].filter((path) => path !== null);
        rescuedFolder.set(null);
        tell('restore.restored', paths.length ? i18n.t('restore.kept', { paths: paths.join(', ') }) : '');
      }),
    salvage: () =>
      void perform('other', async () => {
        const made = await studio.project.salvage({ folder });
        choose(made.name);
        const { images, labels, decisions } = made;
        const counts = { images: count(images), labels: count(labels), decisions: count(decisions) };
        tell('restore.salvaged', i18n.t('restore.salvagedHelp', counts));
      }),
    backUp: () =>
      void perform('other', async () => {
        const made = await studio.project.backUp();
        if (made) choose(made.name);
        tell('restore.backedUp', made ? '' : i18n.t('restore.noRoom'));
      }),
  };
}

function tell(title: 'restore.restored' | 'restore.salvaged' | 'restore.backedUp', message: string): void {
  notifications.show({ title: i18n.t(title), message, autoClose: 20_000 });
}
