import { ActionIcon, Button, Group, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { IconDice5, IconPhotoPlus, IconPhotoShare } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoisePreview } from '../../../../contract';
import { cacheSideOf, type InputNoise, imageSizeOf, type Recipe, valueAt } from '../../../../core/recipe';
import { useWriting } from '../../../base/kept/writing';
import { PixelCanvas } from '../../../base/pictures/PixelCanvas';
import { ask } from '../../../base/studio/connection';
import { failureOf, sentenceOf } from '../../../base/studio/errors';
import { addImages } from '../../../dialogs/add-images';
import type { DraftEditor } from '../../../dialogs/recipe/draft';
import styles from './NoiseStrip.module.css';

/** Magnitudes of the second strip; they include the paper's. */
const ladder = [0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30];
const draws = ladder.length;

/** Settings that the strip depends on; while one of them is invalid the last strip stays. */
const read = ['noise', 'imageSize', 'cacheSide', 'fit', 'teacher', 'students'];

/**
 * One image of the project under the recipe's noise: several random draws, and one draw over all magnitudes.
 */
export function NoiseStrip({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const [who, setWho] = useState<'student' | 'teacher'>('student');
  const [seed, setSeed] = useState(1);
  const [turn, setTurn] = useState(0);
  const imageId = useImage(turn);
  const partnerId = useImage(turn + 1) ?? undefined;
  const { draft, problems } = editor;
  const noise = valueAt(draft.settings, ['noise', who]) as InputNoise;
  const isSound = problems.every(
    ({ path }) => !read.some((each) => path === each || path.startsWith(`${each}.`)),
  );
  const recipe = draft.settings as Recipe;
  const model = who === 'teacher' ? recipe.teacher : recipe.students?.[0];
  const sides = isSound
    ? { imageSize: imageSizeOf(recipe, model), cacheSide: cacheSideOf(recipe, model, noise), fit: recipe.fit }
    : { imageSize: 8, cacheSide: 8, fit: 'cover' as const };
  const views = [
    ...Array.from({ length: draws }, (_, i) => ({ seed: seed + i })),
    ...ladder.map((magnitude) => ({ seed, magnitude })),
  ];
  const { data: preview, error } = useQuery({
    ...ask.recipe.noisePreview.queryOptions({
      input: { imageId: imageId ?? 1, partnerId, ...sides, noise, views },
    }),
    enabled: typeof imageId === 'number' && isSound,
    // The old strip stays while the next one is loaded.
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (imageId === null) return <NoImages />;
  return (
    <div className={styles.strip}>
      <Group gap="xs" mb={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('recipe.preview.whose')}
          data={[
            { value: 'student', label: t('recipe.studentNoise') },
            { value: 'teacher', label: t('recipe.teacherNoise') },
          ]}
          value={who}
          onChange={(value) => setWho(value as typeof who)}
        />
        <span style={{ flex: 1 }} />
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPhotoShare size={14} />}
          onClick={() => setTurn(turn + 1)}
        >
          {t('recipe.preview.another')}
        </Button>
        <Tooltip label={t('recipe.preview.drawHelp')}>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconDice5 size={14} />}
            onClick={() => setSeed(seed + draws)}
          >
            {t('recipe.preview.draw')}
          </Button>
        </Tooltip>
      </Group>
      {error && (
        <Text fz="xs" c="red">
          {sentenceOf(failureOf(error))}
        </Text>
      )}
      {preview && <Strips preview={preview} />}
    </div>
  );
}

function Strips({ preview }: { readonly preview: NoisePreview }) {
  const { t } = useTranslation();
  const { clean, noisy, imageSize } = preview;
  const view = (index: number) => noisy.subarray(index * clean.length, (index + 1) * clean.length);
  const numbers = Array.from({ length: draws }, (_, i) => i);
  return (
    <div className={styles.tiles}>
      <Tile pixels={clean} side={imageSize} label={t('recipe.preview.clean')} />
      {numbers.map((i) => (
        <PixelCanvas
          key={i}
          pixels={view(i)}
          side={imageSize}
          label={t('recipe.preview.drawn', { number: i + 1 })}
        />
      ))}
      <span className={styles.ladderTitle}>{t('recipe.preview.ladder')}</span>
      {ladder.map((magnitude, i) => (
        <Tile
          key={magnitude}
          pixels={view(draws + i)}
          side={imageSize}
          label={t('recipe.preview.at', { magnitude })}
          caption={String(magnitude)}
        />
      ))}
    </div>
  );
}

interface TileProps {
  readonly pixels: Uint8Array;
  readonly side: number;
  readonly label: string;
  readonly caption?: string;
}

function Tile({ pixels, side, label, caption = label }: TileProps) {
  return (
    <figure className={styles.tile}>
      <PixelCanvas pixels={pixels} side={side} label={label} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

function NoImages() {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Group className={styles.strip} gap="sm">
      <Text c="dimmed" fz="xs" flex={1}>
        {t('recipe.preview.noImages')}
      </Text>
      <ActionIcon aria-label={t('data.add')} {...writing()} onClick={addImages}>
        <IconPhotoPlus size={16} />
      </ActionIcon>
    </Group>
  );
}

/** The id of a labelled image, or else of one in the pool; another one at each turn. Undefined while loading, null if there is none. */
function useImage(turn: number): number | null | undefined {
  const labelled = useQuery(
    ask.data.imageIds.queryOptions({ input: { split: 'labelled-train', state: 'ok' } }),
  );
  const none = labelled.data?.length === 0;
  const pool = useQuery({
    ...ask.data.imageIds.queryOptions({ input: { split: 'unlabelled', state: 'ok' } }),
    enabled: none,
  });
  const ids = none ? pool.data : labelled.data;
  if (!ids) return undefined;
  // Golden-section steps visit images of all classes, whatever their order.
  return ids.length === 0 ? null : ids[Math.floor(((turn * 0.618034) % 1) * ids.length)];
}
