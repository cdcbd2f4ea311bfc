import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftEditor } from '../../../dialogs/recipe/draft';
import { ModelTable } from '../models/ModelTable';
import { FieldRow } from '../setting/FieldRow';
import { isShown, matches, search, toggleGroup, unfolded } from '../shown/form-view';
import { type FieldGroup, isModelField, needSection } from '../shown/groups';
import styles from './Form.module.css';

interface FieldGroupPanelProps {
  readonly group: FieldGroup;
  readonly editor: DraftEditor;
  /** Shown above the settings. */
  readonly children?: ReactNode;
}

/** A group of settings; the advanced ones are folded. Empty if a search matches none of its settings. */
export function FieldGroupPanel({ group, editor, children }: FieldGroupPanelProps) {
  const { t } = useTranslation();
  const words = search.use().trim();
  const open = unfolded.use();
  const { name, parts } = group;
  const fields = parts.flatMap((part) => part.fields);
  if (words && !fields.some((field) => matches(field, words))) return null;
  return (
    <section className={styles.group} id={`group-${name}`} aria-labelledby={`title-${name}`}>
      <header>
        <h2 id={`title-${name}`}>{t(`recipe.groups.${name}`)}</h2>
        <p>{t(`recipe.groupHelp.${name}`)}</p>
      </header>
      {!words && children}
      {parts.map((part, i) => {
        const shown = part.fields.filter((field) => isShown(field, words, open));
        const models = shown.some(isModelField);
        const rows = shown.filter((field) => !isModelField(field));
        const withSection = needSection(part.fields.filter((field) => !isModelField(field)));
        if (shown.length === 0) return null;
        return (
          <div key={part.name ?? i}>
            {part.name && <h3 className={styles.part}>{t(`recipe.parts.${part.name}`)}</h3>}
            {models && <ModelTable editor={editor} />}
            {rows.map((field) => (
              <FieldRow key={field.path} field={field} withSection={withSection.has(field)} editor={editor} />
            ))}
          </div>
        );
      })}
      {!words && <Fold group={group} open={open.has(name)} />}
    </section>
  );
}

function Fold({ group, open }: { readonly group: FieldGroup; readonly open: boolean }) {
  const { t } = useTranslation();
  const advanced = group.parts
    .flatMap(({ fields }) => fields)
    .filter((field) => !field.essential && !isModelField(field));
  if (advanced.length === 0) return null;
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton className={styles.fold} aria-expanded={open} onClick={() => toggleGroup(group.name)}>
      <Icon size={15} aria-hidden />
      {t(open ? 'recipe.fewer' : 'recipe.more', { count: advanced.length })}
    </UnstyledButton>
  );
}
