import { ActionIcon, Text, TextInput } from '@mantine/core';
import {
  IconPencil,
  IconPlus,
  IconSquare,
  IconSquareCheck,
  IconSquareMinus,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tag } from '../../../contract';
import { isTagName, longestTag, tagName } from '../../../core/vocabulary/marks';
import { Confirm } from '../../base/frame/Confirm';
import { Dialog } from '../../base/frame/Dialog';
import { firstFocus } from '../../base/frame/first-focus';
import { matchNames } from '../../base/frame/match-names';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { count } from '../../base/words/format';
import pickerStyles from '../side/ClassPicker.module.css';
import type { Marking, MarkingSession } from './marking-session';
import styles from './TagDialog.module.css';

interface TagDialogProps extends Pick<Marking, 'ids'> {
  readonly session: MarkingSession;
}

/** Adds tags to images and removes them: type and press Enter, or click. Tags are renamed and deleted here as well. */
export function TagDialog({ session, ids }: TagDialogProps) {
  const { t } = useTranslation();
  const { data } = useQuery(ask.marks.overview.queryOptions());
  const close = () => session.marking.set(null);
  return (
    <Dialog
      onClose={close}
      title={t('marks.tagTitle', { count: ids.length, n: count(ids.length) })}
      size="sm"
      transitionProps={{ duration: 0 }}
      data-testid="tag-dialog"
    >
      {data && <Tags session={session} ids={ids} tags={data.tags} close={close} />}
    </Dialog>
  );
}

/** How many of the images have each tag; undefined before it is known. */
function useTagged(ids: Marking['ids'], tags: readonly Tag[]): ReadonlyMap<number, number> | undefined {
  const [tagged, setTagged] = useState<ReadonlyMap<number, number>>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the images are counted again when tags have changed
  useEffect(() => {
    let isCurrent = true;
    studio.marks
      .among({ ids })
      .then((found) => isCurrent && setTagged(new Map(found.map(({ tagId, images }) => [tagId, images]))))
      .catch(complain);
    return () => {
      isCurrent = false;
    };
  }, [ids, tags]);
  return tagged;
}

interface TagsProps extends TagDialogProps {
  readonly tags: readonly Tag[];
  readonly close: () => void;
}

function Tags({ session, ids, tags, close }: TagsProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [renamed, setRenamed] = useState<Tag | null>(null);
  const [removed, setRemoved] = useState<Tag | null>(null);
  const tagged = useTagged(ids, tags);
  const list = useRef<HTMLDivElement>(null);
  const matches = matchNames(tags, typed);
  const name = tagName(typed);
  const isNew = isTagName(name) && !matches.some((tag) => tag.name.toLowerCase() === name.toLowerCase());
  const options = matches.length + (isNew ? 1 : 0);
  const marked = Math.min(at, options - 1);
  useEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const hasAll = ({ id }: Tag) => tagged?.get(id) === ids.length;
  const turn = (tag: Tag) => {
    const change = { kind: 'tag', tagId: tag.id, on: !hasAll(tag) } as const;
    session.turns.take(() => session.changeMarks(ids, change, tag.name));
  };
  const make = async () => {
    try {
      const { id } = await studio.marks.addTag({ name });
      await session.changeMarks(ids, { kind: 'tag', tagId: id, on: true }, name);
    } catch (error) {
      complain(error);
    }
  };
  const apply = (index: number) => {
    if (index < 0 || index >= options) return;
    setTyped('');
    if (index < matches.length) turn(matches[index]);
    else session.turns.take(make);
  };
  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === 'Enter') {
      apply(marked);
      close();
    } else if (event.key in steps) setAt((marked + steps[event.key] + options) % Math.max(1, options));
    else return;
    event.preventDefault();
  };
  const option = (index: number) => ({
    id: `tag-option-${index}`,
    role: 'option',
    'aria-selected': index === marked,
    className: pickerStyles.option,
    'data-testid': 'tag-option',
    onClick: () => apply(index),
  });
  return (
    <>
      <TextInput
        {...firstFocus}
        size="sm"
        value={typed}
        maxLength={longestTag}
        placeholder={t('marks.tagSearch')}
        role="combobox"
        aria-expanded
        aria-controls="tag-options"
        aria-label={t('marks.tagSearch')}
        aria-activedescendant={options > 0 ? `tag-option-${marked}` : undefined}
        onChange={({ currentTarget: { value } }) => {
          setAt(0);
          setTyped(value);
        }}
        onKeyDown={press}
      />
      <div
        ref={list}
        id="tag-options"
        role="listbox"
        aria-label={t('marks.tags')}
        className={pickerStyles.options}
      >
        {matches.map((tag, index) => (
          <div key={tag.id} {...option(index)} data-has={has(tagged?.get(tag.id) ?? 0, ids.length)}>
            <HasIcon has={has(tagged?.get(tag.id) ?? 0, ids.length)} />
            <span className={pickerStyles.name}>{tag.name}</span>
            <span className={styles.number}>{count(tag.images)}</span>
          </div>
        ))}
        {isNew && (
          <div key="new" {...option(matches.length)}>
            <IconPlus size={14} aria-hidden />
            <span className={pickerStyles.name}>{t('marks.newTag', { name })}</span>
          </div>
        )}
      </div>
      {options === 0 && (
        <Text c="dimmed" fz="sm" pt="sm">
          {t(tags.length === 0 ? 'marks.noTags' : 'marks.notTag')}
        </Text>
      )}
      {matches[marked] && <TagTools tag={matches[marked]} rename={setRenamed} remove={setRemoved} />}
      {renamed && <RenameTag tag={renamed} close={() => setRenamed(null)} />}
      {removed && (
        <Confirm
          title={t('marks.removeTagTitle', { name: removed.name })}
          action={t('marks.removeTag')}
          run={() => studio.marks.removeTag({ id: removed.id }).catch(complain)}
          close={() => setRemoved(null)}
        >
          {t('marks.removeTagHelp', { count: removed.images, n: count(removed.images) })}
        </Confirm>
      )}
    </>
  );
}

/** Whether all, some or none of the images have a tag. */
const has = (images: number, of: number) => (images === 0 ? 'none' : images < of ? 'some' : 'all');

const icons = { all: IconSquareCheck, some: IconSquareMinus, none: IconSquare };

function HasIcon({ has: its }: { readonly has: ReturnType<typeof has> }) {
  const { t } = useTranslation();
  const Icon = icons[its];
  return <Icon size={15} aria-label={t(`marks.has.${its}`)} role="img" />;
}

interface TagToolsProps {
  readonly tag: Tag;
  readonly rename: (tag: Tag) => void;
  readonly remove: (tag: Tag) => void;
}

/** The buttons that change the highlighted tag itself. */
function TagTools({ tag, rename, remove }: TagToolsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.tools}>
      <Text truncate fz="xs" c="dimmed">
        {t('marks.tagTools', { name: tag.name })}
      </Text>
      <ActionIcon
        size="sm"
        aria-label={t('marks.renameTag')}
        title={t('marks.renameTag')}
        onClick={() => rename(tag)}
      >
        <IconPencil size={14} />
      </ActionIcon>
      <ActionIcon
        size="sm"
        aria-label={t('marks.removeTag')}
        title={t('marks.removeTag')}
        onClick={() => remove(tag)}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </div>
  );
}

function RenameTag({ tag, close }: { readonly tag: Tag; readonly close: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(tag.name);
  const save = () => {
    close();
    studio.marks.renameTag({ id: tag.id, name }).catch(complain);
  };
  return (
    <Dialog onClose={close} title={t('marks.renameTag')} size="xs" transitionProps={{ duration: 0 }}>
      <TextInput
        {...firstFocus}
        aria-label={t('marks.tagName')}
        value={name}
        maxLength={longestTag}
        error={name !== '' && !isTagName(tagName(name)) ? t('marks.badTag') : undefined}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && isTagName(tagName(name))) save();
        }}
      />
    </Dialog>
  );
}
