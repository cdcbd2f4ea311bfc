import { Button, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { count } from '../../base/format';
import { notice } from './actions';
import classes from './Review.module.css';
import type { Session } from './session';

/** What there is to say below the images. */
export function Notes({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const said = notice.use();
  const storing = session.storing.use();
  return (
    <div className={classes.notes} role="status">
      {storing && (
        <div className={classes.note} data-testid="storing">
          <Loader size={14} />
          {t('review.storing')}
        </div>
      )}
      {said && (
        <div className={classes.note} data-testid="notice">
          {said}
        </div>
      )}
      <NewerNote session={session} />
    </div>
  );
}

/** Says quietly that what is shown no longer is what the filter and order would give. */
function NewerNote({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const newer = session.newer.use();
  if (!newer) return null;
  const words = [
    newer.gone > 0 && t('review.newer.gone', { count: newer.gone, n: count(newer.gone) }),
    newer.come > 0 && t('review.newer.come', { count: newer.come, n: count(newer.come) }),
  ].filter(Boolean);
  return (
    <div className={classes.note} data-testid="newer">
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
    </div>
  );
}
