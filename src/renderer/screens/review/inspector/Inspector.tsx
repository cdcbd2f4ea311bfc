import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReviewDetail } from '../../../../contract';
import { leastOf } from '../../../../core/selection';
import { thresholdText } from '../../../../core/words/shares';
import { Swatch } from '../../../base/frame/Swatch';
import { Picture } from '../../../base/pictures/Picture';
import { ask } from '../../../base/studio/connection';
import { confidenceText, percent, short } from '../../../base/words/format';
import { Section } from '../panel/Section';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import { type FocusedTile, useFocused } from '../session/use-focused';
import { FileFacts } from './FileFacts';
import { History } from './History';
import classes from './Inspector.module.css';
import { Nearest } from './Nearest';
import { Scores } from './Scores';

const topShown = 5;

interface InspectorProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** All data of the focused image. */
export function Inspector({ session, known }: InspectorProps) {
  const { t } = useTranslation();
  const tile = useFocused(session);
  // The row is debounced, so that no details are requested for images that keys only pass.
  const [row] = useDebouncedValue(tile?.row ?? null, 70);
  const { data } = useQuery({
    ...ask.review.detail.queryOptions({ input: { labellingId: session.labellingId, row: row ?? 0 } }),
    enabled: row !== null,
    placeholderData: keepPreviousData,
  });
  if (!tile)
    return (
      <Text c="dimmed" fz="sm" p="md">
        {t('review.inspector.nothing')}
      </Text>
    );
  const detail = data && data.row === tile.row ? data : null;
  return (
    <div data-testid="inspector" data-row={tile.row}>
      <Head session={session} known={known} tile={tile} detail={detail} />
      {detail && (
        <>
          <Top detail={detail} known={known} />
          <Scores detail={detail} />
          <History detail={detail} known={known} />
          <Nearest detail={detail} known={known} />
          <FileFacts image={detail.image} />
        </>
      )}
    </div>
  );
}

interface HeadProps extends InspectorProps {
  readonly tile: FocusedTile;
  readonly detail: ReviewDetail | null;
}

/** The picture, the state of the image and the reason for it. */
function Head({ session, known, tile, detail }: HeadProps) {
  const { t } = useTranslation();
  const choice = session.thresholds.stored.use();
  const its = known.byId.get(tile.classId);
  const limit = detail?.scores.find(({ used }) => used)?.limit ?? choice.oodLimit;
  const why = t(`review.why.${tile.decision ?? tile.state}`, {
    threshold: thresholdText(leastOf(choice)(tile.classId)),
    limit: short(limit),
  });
  return (
    <div className={classes.head}>
      <Picture
        key={tile.imageId}
        imageId={tile.imageId}
        size={256}
        alt={its?.name}
        className={classes.picture}
      />
      <div className={classes.name}>
        <Swatch color={its?.color} />
        <b title={its?.name} data-testid="inspector-class">
          {its?.name}
        </b>
        {tile.confidence !== null && (
          <span data-testid="inspector-confidence">{confidenceText(tile.confidence)}</span>
        )}
      </div>
      <p className={classes.why} data-kept={tile.state === 'kept' || undefined} data-testid="inspector-why">
        {why}
        {tile.copies > 1 && ` ${t('review.inspector.seen', { n: tile.copies })}`}
      </p>
      <ul className={classes.flags}>
        {tile.flags
          .filter((flag) => flag === 'changed' || flag === 'disagrees')
          .map((flag) => (
            <li key={flag}>{t(`review.flags.${flag}`)}</li>
          ))}
      </ul>
    </div>
  );
}

function Top({ detail, known }: { readonly detail: ReviewDetail; readonly known: Classes }) {
  const { t } = useTranslation();
  return (
    <Section title={t('review.inspector.top')}>
      <ul className={classes.list}>
        {detail.top.slice(0, topShown).map(({ classId, probability }) => {
          const its = known.byId.get(classId);
          return (
            <li key={classId} className={classes.top}>
              <span className={classes.label} title={its?.name}>
                {its?.name}
              </span>
              <span className={classes.bar}>
                <span style={{ width: `${probability * 100}%`, background: its?.color }} />
              </span>
              <span className={classes.number}>{confidenceText(probability)}</span>
            </li>
          );
        })}
      </ul>
      <p className={classes.note}>{t('review.inspector.margin', { value: percent(detail.margin) })}</p>
      {detail.change !== null && (
        <p className={classes.note} title={t('review.inspector.changeHelp')} data-testid="inspector-change">
          {t('review.inspector.change', { value: short(detail.change) })}
        </p>
      )}
    </Section>
  );
}
