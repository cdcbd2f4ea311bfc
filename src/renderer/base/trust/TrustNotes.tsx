import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TrustSummary } from '../../../contract';
import { verdictOn } from '../../../core/calibration/summary';
import { expectedRightNotes } from '../../../core/sentences/expected-right';
import { noteText } from '../studio/errors';
import classes from './Trust.module.css';

/** The estimated share of correct pseudo-labels among those kept, with what would help if it is too low. */
export function TrustNotes({ trust }: { readonly trust: TrustSummary | null }) {
  const { t } = useTranslation();
  const verdict = trust ? verdictOn(trust) : 'well';
  const warns = verdict !== 'well';
  const [first, ...advice] = expectedRightNotes(trust);
  return (
    <Alert
      variant="default"
      p="xs"
      icon={
        warns ? (
          <IconAlertTriangle size={17} color="var(--mantine-color-orange-6)" />
        ) : (
          <IconTargetArrow size={17} />
        )
      }
      title={warns ? t(`trust.${verdict}`) : undefined}
      className={classes.notes}
      data-testid="trust"
      data-worrying={warns}
    >
      <p>{noteText(first)}</p>
      {advice.length > 0 && (
        <ul>
          {advice.map((each) => (
            <li key={each.code}>{noteText(each)}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
