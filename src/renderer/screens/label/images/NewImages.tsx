import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelOverview } from '../../../../contract';
import { count } from '../../../base/words/format';
import { Notice } from '../../../gallery/actions/Notices';
import { imagesIn } from '../session/label-gallery';
import type { LabelSession } from '../session/label-session';

interface NewImagesProps {
  readonly session: LabelSession;
  readonly overview: LabelOverview;
}

/**
 * Says that images were added since these were loaded; if nothing is shown, the new images are loaded at
 * once.
 */
export function NewImages({ session, overview }: NewImagesProps) {
  const { t } = useTranslation();
  const shown = session.shown.use();
  const then = session.imagesThen.use();
  const more = shown && then !== null ? imagesIn(overview) - then : 0;
  const none = shown?.rows.length === 0;
  useEffect(() => {
    if (more > 0 && none) void session.ask();
  }, [more, none, session]);
  if (more <= 0 || none) return null;
  return (
    <Notice testId="new-images">
      <span>{t('label.newImages', { count: more, n: count(more) })}</span>
      <Button
        size="compact-xs"
        variant="light"
        leftSection={<IconRefresh size={13} />}
        onClick={() => void session.ask()}
      >
        {t('label.showNew')}
      </Button>
    </Notice>
  );
}
