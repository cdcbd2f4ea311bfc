import { Badge, Button, Checkbox, Group, Modal, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportItem, PathGuess, SourceKind, Split } from '../../contract';
import { isListKind } from '../../core/vocabulary/images';
import { DialogButtons } from '../base/frame/DialogButtons';
import { firstFocus } from '../base/frame/first-focus';
import { spoken } from '../base/strings';
import { baseName, count } from '../base/words/format';
import { importItems, pendingImport } from './add-images';
import styles from './ImportDialog.module.css';

/** An answer in the list below: how to read a source, and what its images are for. */
type Meaning = `${SourceKind}|${Split | ''}`;

const folderMeanings: readonly Meaning[] = [
  'folder-per-class|labelled-train',
  'pool|unlabelled',
  'folder-per-class|validation',
  'folder-per-class|test',
  'folder-per-class|extra-test',
];

const listMeanings = (kind: SourceKind): readonly Meaning[] => [
  `${kind}|`,
  `${kind}|labelled-train`,
  `${kind}|unlabelled`,
  `${kind}|validation`,
  `${kind}|test`,
  `${kind}|extra-test`,
];

const meaningOf = ({ kind, split }: PathGuess): Meaning => `${kind ?? 'pool'}|${split ?? ''}`;

/** How many unreadable paths are listed: somebody may drop thousands of images instead of their folder. */
const unreadableShown = 5;

/** Asks how to read the chosen paths, with a guess for each, and starts their import. */
export function ImportDialog() {
  const { t } = useTranslation();
  const pending = pendingImport.use();
  const close = () => pendingImport.set(null);
  return (
    <Modal opened={pending !== null} onClose={close} title={t('import.title')} size="lg">
      {pending && <ImportForm key={pending.map(({ path }) => path).join()} guesses={pending} close={close} />}
    </Modal>
  );
}

interface ImportFormProps {
  readonly guesses: readonly PathGuess[];
  readonly close: () => void;
}

function ImportForm({ guesses, close }: ImportFormProps) {
  const { t } = useTranslation();
  const [meanings, setMeanings] = useState<ReadonlyMap<string, Meaning>>(
    new Map(guesses.map((guess) => [guess.path, meaningOf(guess)])),
  );
  const [setNames, setSetNames] = useState<ReadonlyMap<string, string>>(
    new Map(guesses.map(({ path, testSet }) => [path, testSet ?? baseName(path)])),
  );
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const readable = guesses.filter(isReadable);
  const unreadable = guesses.filter((guess) => !isReadable(guess));
  const shown = [...readable, ...unreadable.slice(0, unreadableShown)];
  const hidden = guesses.length - shown.length;
  const isSet = (path: string) => isTestSet(meanings.get(path) as Meaning);
  const unnamed = readable.some(({ path }) => isSet(path) && !setNames.get(path)?.trim());
  const start = () => {
    const items = readable.map((guess) => ({
      ...itemOf(guess, meanings.get(guess.path) as Meaning, setNames.get(guess.path) as string),
      // The answer is sent only if it was given here, so that an earlier answer stays valid.
      ...(leftOut.has(guess.path) && { leaveOutSeveral: true }),
    }));
    void importItems(items);
    close();
  };
  return (
    <>
      <Text c="dimmed" fz="sm" mb="xs">
        {t('import.help')}
      </Text>
      {shown.map((guess) => (
        <div key={guess.path} className={styles.guess}>
          <div style={{ minWidth: 0 }}>
            <Group gap={6} wrap="nowrap">
              <Text fw={600} truncate>
                {baseName(guess.path)}
              </Text>
              {guess.known && (
                <Badge size="xs" variant="light">
                  {t('import.known')}
                </Badge>
              )}
            </Group>
            <Text fz="xs" c="dimmed" truncate title={guess.path}>
              {guess.path}
            </Text>
            <Text fz="xs" c="dimmed" lineClamp={2}>
              <Contents guess={guess} />
            </Text>
            {isReadable(guess) && isSet(guess.path) && (
              <TextInput
                mt={6}
                size="xs"
                label={t('import.setName')}
                value={setNames.get(guess.path)}
                maxLength={80}
                disabled={guess.known}
                onChange={({ currentTarget: { value } }) =>
                  setSetNames(new Map(setNames).set(guess.path, value))
                }
              />
            )}
            {guess.kind === 'list' && !guess.known && (
              <Checkbox
                mt={6}
                size="xs"
                label={t('import.leaveOutSeveral')}
                checked={leftOut.has(guess.path)}
                onChange={({ currentTarget: { checked } }) =>
                  setLeftOut(withOrWithout(leftOut, guess.path, checked))
                }
              />
            )}
          </div>
          {isReadable(guess) && (
            <Select
              aria-label={t('import.what', { name: baseName(guess.path) })}
              data={meaningsFor(guess).map((meaning) => ({
                value: meaning,
                label: t(`import.uses.${labelOf(meaning)}`),
              }))}
              value={meanings.get(guess.path)}
              allowDeselect={false}
              comboboxProps={{ withinPortal: true }}
              onChange={(meaning) => setMeanings(new Map(meanings).set(guess.path, meaning as Meaning))}
            />
          )}
        </div>
      ))}
      {hidden > 0 && (
        <Text fz="xs" c="dimmed" py={10}>
          {t('import.unreadableMore', { count: hidden, n: count(hidden) })}
        </Text>
      )}
      <DialogButtons mt="xs">
        <Button variant="default" onClick={close} {...(readable.length === 0 && firstFocus)}>
          {t('common.cancel')}
        </Button>
        <Button
          onClick={start}
          disabled={readable.length === 0 || unnamed}
          {...(readable.length > 0 && firstFocus)}
        >
          {t('import.start')}
        </Button>
      </DialogButtons>
    </>
  );
}

/** An empty folder has nothing to read; a known one may have lost its images, which the import reports. */
const isReadable = ({ kind, empty, known }: PathGuess) => kind !== null && (known || !empty);

function withOrWithout(paths: ReadonlySet<string>, path: string, wanted: boolean): ReadonlySet<string> {
  const others = [...paths].filter((each) => each !== path);
  return new Set(wanted ? [...others, path] : others);
}

/** A known source is read as before. */
function meaningsFor(guess: PathGuess): readonly Meaning[] {
  if (guess.known) return [meaningOf(guess)];
  if (guess.splits) return ['split-folders|', ...folderMeanings];
  if (guess.splitLists.length > 0) return ['folder-per-class|', ...folderMeanings];
  return guess.kind !== null && isListKind(guess.kind) ? listMeanings(guess.kind) : folderMeanings;
}

function labelOf(meaning: Meaning) {
  const [kind, split] = meaning.split('|') as [SourceKind, Split | ''];
  if (isListKind(kind)) return split === '' ? 'list' : (`list-${split}` as const);
  if (kind === 'pool' || kind === 'split-folders') return kind;
  return split === '' ? 'folders-lists' : (`folders-${split}` as const);
}

const isTestSet = (meaning: Meaning) => meaning.endsWith('|extra-test');

/**
 * What the person says beyond the guess. An import makes the same guess from all files, and reports what in them may be meant otherwise,
 * unless somebody says how to read them.
 */
function itemOf(guess: PathGuess, meaning: Meaning, testSet: string): ImportItem {
  const { path } = guess;
  const [kind, split] = meaning.split('|') as [SourceKind, Split | ''];
  const said = kind === guess.kind ? { path } : { path, kind };
  if (isTestSet(meaning)) return { ...said, testSet };
  if (meaning === meaningOf(guess)) return said;
  return { ...said, split: split === '' ? undefined : split };
}

function Contents({ guess }: { readonly guess: PathGuess }) {
  const { t } = useTranslation();
  if (guess.kind === null) return t('import.unreadable');
  if (guess.empty) return t('import.empty');
  if (guess.format !== null) return t('import.format', { format: spoken(guess.format) });
  if (isListKind(guess.kind)) return t('import.list');
  if (guess.kind === 'split-folders' && guess.splits) {
    const splits = Object.entries(guess.splits.folders).map(
      ([split, names]) => `${names.join(', ')} → ${t(`splits.${split as Split}`)}`,
    );
    return t('import.splitFolders', { splits: splits.join('; ') });
  }
  const parts: string[] = [];
  if (guess.splitLists.length > 0) parts.push(t('import.splitLists', { lists: guess.splitLists.join(', ') }));
  if (guess.folderCount > 0) {
    const names = guess.folders.join(', ') + (guess.folderCount > guess.folders.length ? ' …' : '');
    parts.push(t('import.folders', { count: guess.folderCount, names }));
  }
  if (guess.looseFiles > 0)
    parts.push(t('import.files', { count: guess.looseFiles, n: count(guess.looseFiles) }));
  return parts.length > 0 ? parts.join('; ') : t('import.deeper');
}
