import { useTranslation } from 'react-i18next';
import { studio } from '../base/studio/connection';
import { NameDialog } from './NameDialog';

/** A class before any image has it. */
export function AddClass({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <NameDialog
      title={t('classEditor.add')}
      label={t('classEditor.name')}
      action={t('classEditor.addIt')}
      save={(name) => studio.data.addClass({ name })}
      close={close}
    />
  );
}
