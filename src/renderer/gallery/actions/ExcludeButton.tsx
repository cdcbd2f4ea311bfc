import { useTranslation } from 'react-i18next';
import { ActionButton, useChosen } from './ActionButton';
import { type Excluding, excludeAction } from './exclude-action';

/** The button that excludes the chosen images, or brings them back; its label says which. */
export function ExcludeButton({ session }: { readonly session: Excluding }) {
  const { t } = useTranslation();
  useChosen(session);
  session.drawn.use();
  const label = t(session.allExcluded ? 'exclude.bringBack' : 'exclude.exclude');
  return <ActionButton action={excludeAction} session={session} label={label} />;
}
