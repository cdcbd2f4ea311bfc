import { Button } from '@mantine/core';
import { IconCopy, IconFolderOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bytesText } from '../../../core/words/bytes';
import { copyPaths, showInFolder } from '../../base/pictures/image-file';
import { ask } from '../../base/studio/connection';
import { failureOf, sentenceOf } from '../../base/studio/errors';
import { baseName, count, moment } from '../../base/words/format';
import type { Size } from '../zoom/zoom';
import styles from './LargeView.module.css';

interface FactsPanelProps {
  readonly imageId: number;
  readonly size: Size | null | undefined;
  /** Whether images of this gallery have stars, tags and notes. */
  readonly isMarked?: boolean;
}

/** The facts of an image's file. */
export function FactsPanel({ imageId, size, isMarked = false }: FactsPanelProps) {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    ...ask.data.fileFacts.queryOptions({ input: { id: imageId } }),
    retry: false,
  });
  const marks = useMarks(imageId, isMarked);
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    [t('facts.name'), data && baseName(data.file)],
    // The time of the camera's own clock, which has no time zone, is shown as it is.
    [t('facts.taken'), data?.taken ? moment(new Date(data.taken).getTime()) : null],
    [t('facts.camera'), data?.camera],
    [t('facts.pixels'), size && `${count(size.width)} × ${count(size.height)}  (${megapixels(size)})`],
    [t('facts.bytes'), data && bytesText(data.bytes)],
    [t('facts.modified'), data && moment(data.modifiedAt)],
    [t('facts.folder'), data?.file.slice(0, -baseName(data.file).length)],
    ...marks,
  ];
  return (
    <aside className={styles.facts} aria-label={t('facts.title')} data-testid="file-facts">
      {error && <p>{sentenceOf(failureOf(error))}</p>}
      <dl className="selectable">
        {lines.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <div className={styles.factsActs}>
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconCopy size={14} />}
          onClick={() => void copyPaths([imageId])}
        >
          {t('gallery.copyPath')}
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconFolderOpen size={14} />}
          onClick={() => void showInFolder(imageId)}
        >
          {t('gallery.showInFolder')}
        </Button>
      </div>
    </aside>
  );
}

/** The star, tags and note of an image, as rows of a name and a value. */
function useMarks(imageId: number, isMarked: boolean): readonly (readonly [string, string | null])[] {
  const { t } = useTranslation();
  const { data } = useQuery({
    ...ask.marks.of.queryOptions({ input: { ids: [imageId] } }),
    enabled: isMarked,
  });
  const { data: known } = useQuery({ ...ask.marks.overview.queryOptions(), enabled: isMarked });
  const [its] = data ?? [];
  if (!its) return [];
  const names = new Map(known?.tags.map(({ id, name }) => [id, name]));
  return [
    [t('marks.starShort'), its.star ? '★' : null],
    [t('marks.tags'), its.tagIds.flatMap((id) => names.get(id) ?? []).join(', ')],
    [t('marks.note'), its.note],
  ];
}

/** The megapixels of an image: "12.2 MP". Anything below a tenth is "< 0.1 MP", since the sides in pixels say enough. */
function megapixels({ width, height }: Size): string {
  const value = (width * height) / 1e6;
  return `${value < 0.1 ? '< 0.1' : value.toLocaleString(undefined, { maximumFractionDigits: 1 })} MP`;
}
