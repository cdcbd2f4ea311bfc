import { Anchor } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReviewFilter } from '../../../../contract';
import { reviewFlags } from '../../../../core/review';
import { selectionStates } from '../../../../core/selection';
import { decisions } from '../../../../core/vocabulary/decisions';
import { useNameSearch } from '../../../base/frame/NameSearch';
import { Swatch } from '../../../base/frame/Swatch';
import { baseName, count } from '../../../base/words/format';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import classes from './Panel.module.css';
import { Rows } from './Rows';
import { Section } from './Section';

/** The number of rows that are shown before a list scrolls. */
const rowsShown = 12;

type FacetKey = 'classIds' | 'states' | 'flags' | 'decisions' | 'sourceIds';
type FacetValue<K extends FacetKey> = NonNullable<ReviewFilter[K]>[number];

interface Entry<K extends FacetKey> {
  readonly value: FacetValue<K>;
  readonly name: string;
  readonly images: number;
  readonly color?: string;
}

interface FacetsProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** Facets with counts; a click on an entry filters by it. */
export function Facets({ session, known }: FacetsProps) {
  const { t } = useTranslation();
  const facets = session.facets.use();
  if (!facets) return null;
  const images = new Map(facets.classes.map((each) => [each.classId, each.images]));
  return (
    <>
      <Facet
        session={session}
        facet="classIds"
        title={t('review.facets.classes')}
        entries={known.list.map(({ id, name, color }) => ({
          value: id,
          name,
          color,
          images: images.get(id) ?? 0,
        }))}
      />
      <Facet
        session={session}
        facet="states"
        title={t('review.facets.states')}
        entries={selectionStates.map((value) => ({
          value,
          name: t(`review.states.${value}`),
          images: facets.states[value],
        }))}
      />
      <Facet
        session={session}
        facet="decisions"
        title={t('review.facets.decisions')}
        entries={(['none', ...decisions] as const).map((value) => ({
          value,
          name: t(`review.decisions.${value}`),
          images: facets.decisions[value],
        }))}
      />
      <Facet
        session={session}
        facet="flags"
        title={t('review.facets.flags')}
        entries={reviewFlags.map((value) => ({
          value,
          name: t(`review.flags.${value}`),
          images: facets.flags[value],
        }))}
      />
      <Facet
        session={session}
        facet="sourceIds"
        title={t('review.facets.sources')}
        entries={facets.sources.map(({ sourceId, path, images: its }) => ({
          value: sourceId,
          name: baseName(path),
          images: its,
        }))}
      />
    </>
  );
}

interface FacetProps<K extends FacetKey> {
  readonly session: ReviewSession;
  readonly facet: K;
  readonly title: string;
  readonly entries: readonly Entry<K>[];
}

function Facet<K extends FacetKey>({ session, facet, title, entries }: FacetProps<K>) {
  const { t } = useTranslation();
  const chosen = (session.view.use().filter[facet] ?? []) as readonly FacetValue<K>[];
  const { shown, field } = useNameSearch(entries);
  const choose = (values: readonly FacetValue<K>[]) => session.filter({ [facet]: [...values] });
  return (
    <Section
      title={title}
      aside={
        chosen.length > 0 && (
          <Anchor component="button" fz={11} onClick={() => choose([])}>
            {t('review.facets.clear')}
          </Anchor>
        )
      }
    >
      {field({ mb: 4, testId: `facet-${facet}-search` })}
      {shown.length === 0 && <p className={classes.none}>{t('names.none')}</p>}
      <Rows count={shown.length} height={24} most={rowsShown}>
        {(index) => {
          const entry = shown[index];
          const checked = chosen.includes(entry.value);
          const toggled = checked ? chosen.filter((each) => each !== entry.value) : [...chosen, entry.value];
          return (
            <FacetRow
              testId={`facet-${facet}-${entry.value}`}
              label={entry.name}
              color={entry.color}
              images={entry.images}
              checked={checked}
              toggle={() => choose(toggled)}
            />
          );
        }}
      </Rows>
    </Section>
  );
}

interface FacetRowProps {
  readonly testId: string;
  readonly label: string;
  readonly color?: string;
  readonly images: number;
  readonly checked: boolean;
  readonly toggle: () => void;
}

function FacetRow({ testId, label, color, images, checked, toggle }: FacetRowProps) {
  return (
    <button
      type="button"
      aria-pressed={checked}
      className={classes.facet}
      data-testid={testId}
      data-none={images === 0 || undefined}
      title={label}
      onClick={toggle}
    >
      <span className={classes.box} aria-hidden>
        {checked && <IconCheck size={11} stroke={3} />}
      </span>
      {color && <Swatch color={color} />}
      <span className={classes.label}>{label}</span>
      <span className={classes.number} data-testid={`${testId}-count`}>
        {count(images)}
      </span>
    </button>
  );
}
