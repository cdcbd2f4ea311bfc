import { useTranslation } from 'react-i18next';
import { createStore } from './store';

/** Whether the open project can only be looked at, because nothing can be written to its disk or folder. */
export const readOnly = createStore(false);

/** The props of a button that changes the project. */
export interface Writing {
  readonly disabled: boolean;
  /** Why it cannot be pressed. */
  readonly title?: string;
}

/**
 * Returns a function that makes the props of buttons which change the project. In a read-only project they are disabled and say why. `off`
 * disables a button for another reason.
 */
export function useWriting(): (off?: boolean) => Writing {
  const { t } = useTranslation();
  const cannot = readOnly.use();
  return (off = false) => (cannot ? { disabled: true, title: t('restore.cannotWrite') } : { disabled: off });
}
