import { Button, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { count } from '../../../base/words/format';
import { Notice, Notices } from '../../../gallery/actions/Notices';
import type { ReviewSession } from '../session/review-session';

/** The messages below the images. */
export function Notes({ session }: { readonly session: ReviewSession }) {
  const { t } = useTranslation();
  const storing = session.storing.use();
  return (
    <Notices session={session}>
      {storing && (
        <Notice testId="storing">
          <Loader size={14} />
          {t('review.storing')}
        </Notice>
      )}
      <NewerNote session={session} />
    </Notices>
  );
}

/** Says that the shown images are no longer those that the filter and order would yield now. */
function NewerNote({ session }: { readonly session: ReviewSession }) {
  const { t } = useTranslation();
  const newer = session.newer.use();
  if (!newer) return null;
  const words = [
    newer.gone > 0 && t('review.newer.gone', { count: newer.gone, n: count(newer.gone) }),
    newer.come > 0 && t('review.newer.come', { count: newer.come, n: count(newer.come) }),
  ].filter(Boolean);
  return (
    <Notice testId="newer">
      <span>{words.join(', ') || t('review.newer.moved')}</span>
      <Button
        size="compact-xs"
        variant="light"
        leftSection={<IconRefresh size={13} />}
        onClick={() => session.refresh()}
        data-testid="refresh"
      >
        {t('review.refresh')}
      </Button>
    </Notice>
  );
}
