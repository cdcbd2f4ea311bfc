import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SourceView } from '../../../contract';
import { Confirm } from '../../base/frame/Confirm';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { baseName, count } from '../../base/words/format';

interface RemoveSourceProps {
  readonly source: SourceView;
  readonly close: () => void;
}

/** Asks before a source is removed, and says what happens to its images. */
export function RemoveSource({ source, close }: RemoveSourceProps) {
  const { t } = useTranslation();
  const sourceId = source.id;
  const { data: effect } = useQuery({
    ...ask.data.previewRemoval.queryOptions({ input: { sourceId } }),
    staleTime: 0,
  });
  if (!effect) return null;
  const { forgotten, kept } = effect;
  return (
    <Confirm
      title={t('data.removeTitle', { name: baseName(source.path) })}
      action={t('data.remove')}
      run={() => studio.data.removeSource({ sourceId }).catch(complain)}
      close={close}
    >
      {t('data.removeHelp', { count: forgotten, n: count(forgotten) })}{' '}
      {kept > 0 && t('data.removeKept', { count: kept, n: count(kept) })} {t('data.removeFiles')}
    </Confirm>
  );
}
