import { Button, Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PictureFilter, Split, Tag } from '../../../contract';
import { firstFocus } from '../../base/frame/first-focus';
import { splitNames } from '../../base/words/splits';
import styles from './FilterMenu.module.css';
import { dayOf, momentOf, withoutNothing } from './terms';

interface FilterFieldsProps {
  readonly filter: PictureFilter;
  readonly change: (filter: PictureFilter) => void;
  readonly tags: readonly Tag[];
  readonly close: () => void;
}

/** The pause in typing after which the filter is applied. */
const restMs = 250;
const kilobyte = 1024;

/** A field for each term of a filter. A change is applied when the person stops typing; Enter goes back to the images. */
export function FilterFields({ filter, change, tags, close }: FilterFieldsProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(filter);
  useEffect(() => setDraft(filter), [filter]);
  const ask = useDebouncedCallback((asked: PictureFilter) => change(withoutNothing(asked)), restMs);
  const set = (part: Partial<PictureFilter>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    ask(next);
  };
  /** Enter chooses in a list; in any other field it finishes the filter. */
  const press = (event: KeyboardEvent) => {
    const { target } = event;
    const isField = target instanceof HTMLInputElement && !target.hasAttribute('aria-haspopup');
    if (event.key !== 'Enter' || event.defaultPrevented || !isField) return;
    ask.flush();
    close();
  };
  const day = (name: 'modifiedFrom' | 'modifiedTo', end: 'first' | 'last') => (
    <TextInput
      type="date"
      size="xs"
      aria-label={`${t('filter.modified')}: ${t(end === 'first' ? 'filter.from' : 'filter.to')}`}
      value={dayOf(draft[name])}
      onChange={({ currentTarget }) => set({ [name]: momentOf(currentTarget.value, end) })}
    />
  );
  const number = (name: 'sideFrom' | 'sideTo' | 'bytesFrom' | 'bytesTo', unit: number) => {
    const range = name.startsWith('side') ? 'side' : 'bytes';
    const end = name.endsWith('From') ? 'from' : 'to';
    const value = draft[name];
    return (
      <NumberInput
        size="xs"
        min={0}
        hideControls
        allowNegative={false}
        allowDecimal={false}
        thousandSeparator
        placeholder={t(`filter.${end}`)}
        aria-label={`${t(`filter.${range}`)}: ${t(`filter.${end}`)}`}
        value={value === undefined ? '' : Math.round(value / unit)}
        onChange={(typed) => set({ [name]: typed === '' ? undefined : Number(typed) * unit })}
      />
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in a field goes back to the images
    <div className={styles.fields} onKeyDown={press}>
      <div className={styles.marks}>
        <Checkbox
          size="xs"
          label={t('filter.starred')}
          checked={draft.starred ?? false}
          onChange={({ currentTarget }) => set({ starred: currentTarget.checked })}
          {...firstFocus}
        />
        <Checkbox
          size="xs"
          label={t('filter.noted')}
          checked={draft.noted ?? false}
          onChange={({ currentTarget }) => set({ noted: currentTarget.checked })}
        />
      </div>
      <MultiSelect
        size="xs"
        label={t('filter.tags')}
        placeholder={draft.tagIds?.length ? undefined : t('filter.anyTags')}
        searchable
        clearable
        comboboxProps={{ withinPortal: false }}
        data={tags.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={(draft.tagIds ?? []).map(String)}
        onChange={(ids) => set({ tagIds: ids.map(Number) })}
      />
      <Select
        size="xs"
        label={t('filter.split')}
        placeholder={t('filter.anySplit')}
        clearable
        comboboxProps={{ withinPortal: false }}
        data={splitNames.map((value) => ({ value, label: t(`splits.${value}`) }))}
        value={draft.split ?? null}
        onChange={(split) => set({ split: (split as Split | null) ?? undefined })}
      />
      <TextInput
        size="xs"
        label={t('filter.folder')}
        placeholder={t('filter.folderHelp')}
        maxLength={200}
        value={draft.folder ?? ''}
        onChange={({ currentTarget }) => set({ folder: currentTarget.value })}
      />
      <fieldset className={styles.range}>
        <legend>{t('filter.modified')}</legend>
        {day('modifiedFrom', 'first')}
        {day('modifiedTo', 'last')}
      </fieldset>
      <fieldset className={styles.range}>
        <legend>{t('filter.side')}</legend>
        {number('sideFrom', 1)}
        {number('sideTo', 1)}
      </fieldset>
      <fieldset className={styles.range}>
        <legend>{t('filter.bytes')}</legend>
        {number('bytesFrom', kilobyte)}
        {number('bytesTo', kilobyte)}
      </fieldset>
      <Button size="compact-xs" variant="subtle" onClick={() => change({})}>
        {t('filter.clear')}
      </Button>
    </div>
  );
}
