import { Button, Modal, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogButtons } from '../base/frame/DialogButtons';
import { firstFocus } from '../base/frame/first-focus';
import { createProjectStore } from '../base/kept/store';
import { complain, remark } from '../base/studio/announce';
import { studio } from '../base/studio/connection';
import { count } from '../base/words/format';

const shown = createProjectStore(false);

export function openSplitDialog(): void {
  shown.set(true);
}

/** Draws test and validation images from the labelled ones, class by class. */
export function SplitDialog({ drawable, inTest }: { readonly drawable: number; readonly inTest: number }) {
  const { t } = useTranslation();
  const [validation, setValidation] = useState(10);
  const [test, setTest] = useState(20);
  const [keeps, setKeeps] = useState(true);
  const keepsTest = keeps && inTest > 0;
  const [seed, setSeed] = useState(1);
  const [drawing, setDrawing] = useState<AbortController | null>(null);
  const close = () => {
    drawing?.abort();
    setDrawing(null);
    shown.set(false);
  };
  const draw = () => {
    if (drawing) return;
    const ending = new AbortController();
    const { signal } = ending;
    setDrawing(ending);
    const shares = { validationShare: validation / 100, testShare: keepsTest ? null : test / 100 };
    studio.data
      .drawSplit({ ...shares, seed }, { signal })
      .then(({ notes }) => {
        for (const each of notes) remark(each);
        if (!signal.aborted) shown.set(false);
      })
      // A cancelled draw is not an error.
      .catch((error) => signal.aborted || complain(error))
      .finally(() => setDrawing((now) => (now === ending ? null : now)));
  };
  const rest = Math.max(0, 100 - validation - (keepsTest ? 0 : test));
  const images = (share: number) => {
    const drawn = Math.round((drawable * share) / 100);
    return t('split.about', { count: drawn, n: count(drawn) });
  };
  return (
    <Modal opened={shown.use()} onClose={close} title={t('split.title')} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          draw();
        }}
      >
        <Stack gap="sm">
          <Text c="dimmed">{t('split.help', { n: count(drawable) })}</Text>
          <NumberInput
            label={t('splits.validation')}
            description={images(validation)}
            suffix=" %"
            min={0}
            max={90}
            value={validation}
            onChange={(value) => setValidation(Number(value) || 0)}
            {...firstFocus}
          />
          {inTest > 0 && (
            <Switch
              label={t('split.keepTest', { n: count(inTest) })}
              description={t('split.keepTestHelp')}
              checked={keeps}
              onChange={(event) => setKeeps(event.currentTarget.checked)}
            />
          )}
          <NumberInput
            disabled={keepsTest}
            label={t('splits.test')}
            description={keepsTest ? undefined : images(test)}
            suffix=" %"
            min={0}
            max={90}
            value={test}
            onChange={(value) => setTest(Number(value) || 0)}
          />
          <NumberInput
            label={t('split.seed')}
            description={t('split.seedHelp')}
            min={0}
            allowDecimal={false}
            value={seed}
            onChange={(value) => setSeed(Number(value) || 0)}
          />
          <Text fz="xs" c={rest < 10 ? 'orange' : 'dimmed'}>
            {t('split.rest', { images: images(rest) })}
          </Text>
          <DialogButtons>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={rest < 5} loading={drawing !== null}>
              {t('split.draw')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  );
}
