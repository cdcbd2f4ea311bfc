import { Alert, Button, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NormalisationName, normalisations } from '../../../../core/encoder/normalisations';
import type { GivenEncoderFacts } from '../../../../core/encoder/recognise';
import type { Failure } from '../../../../core/errors';
import { DialogButtons } from '../../../base/frame/DialogButtons';
import { sentenceOf } from '../../../base/studio/errors';
import { threeIn } from './three';

type Known = Pick<GivenEncoderFacts, 'output' | 'imageSize' | 'mean' | 'std'>;

/** Facts that an ONNX encoder's file does not contain. */
export interface EncoderQuestion {
  readonly file: string;
  readonly sentence: string;
  /** Outputs to choose from; empty if the output is known. */
  readonly outputs: readonly string[];
  readonly asksSize: boolean;
  readonly asksScaling: boolean;
  /** Earlier answers. */
  readonly known: Known;
}

/** The question that follows from an error; null for an error that no answer solves. */
export function encoderQuestion(file: string, failure: Failure, known: Known): EncoderQuestion | null {
  const { code, values = {} } = failure;
  const isChoice = code === 'encoder-outputs';
  if (!isChoice && code !== 'encoder-facts') return null;
  const missing = String(values.missing ?? '').split(', ');
  return {
    file,
    known,
    sentence: sentenceOf(failure),
    // "features [batch, 384]; tokens [batch, 257, 384]"
    outputs: isChoice ? String(values.outputs).split('; ') : [],
    asksSize: missing.includes('size'),
    asksScaling: missing.includes('mean'),
  };
}

interface QuestionsProps {
  readonly question: EncoderQuestion;
  readonly busy: boolean;
  readonly use: (known: Known) => void;
}

/** Asks for the facts that are missing, and only for those. */
export function EncoderQuestions({ question, busy, use }: QuestionsProps) {
  const { t } = useTranslation();
  const { sentence, outputs, asksSize, asksScaling, known } = question;
  const [output, setOutput] = useState<string | null>(null);
  const [size, setSize] = useState<number | string>(224);
  const [mean, setMean] = useState('');
  const [std, setStd] = useState('');
  const [means, deviations] = [threeIn(mean), threeIn(std)];
  const choose = (name: NormalisationName) => {
    setMean(normalisations[name].mean.join(', '));
    setStd(normalisations[name].std.join(', '));
  };
  const isAnswered =
    (outputs.length === 0 || output !== null) &&
    (!asksSize || typeof size === 'number') &&
    (!asksScaling || (means !== null && deviations !== null));
  const answer = () =>
    use({
      ...known,
      ...(output === null ? {} : { output: output.replace(/ \[.*$/, '') }),
      ...(asksSize ? { imageSize: Number(size) } : {}),
      ...(asksScaling && means && deviations ? { mean: means, std: deviations } : {}),
    });
  return (
    <Stack gap="sm">
      <Alert color="gray">{sentence}</Alert>
      {outputs.length > 0 && (
        <Select label={t('recipe.encoder.output')} data={[...outputs]} value={output} onChange={setOutput} />
      )}
      {asksSize && (
        <NumberInput
          label={t('recipe.encoder.size')}
          min={8}
          max={2048}
          allowDecimal={false}
          value={size}
          onChange={setSize}
        />
      )}
      {asksScaling && (
        <>
          <Select
            label={t('recipe.encoder.usual')}
            data={(Object.keys(normalisations) as NormalisationName[]).map((name) => ({
              value: name,
              label: t(`recipe.encoder.scaling.${name}`),
            }))}
            onChange={(name) => name !== null && choose(name as NormalisationName)}
          />
          <TextInput
            label={t('recipe.weights.fact.mean')}
            value={mean}
            error={mean !== '' && !means}
            onChange={(event) => setMean(event.currentTarget.value)}
          />
          <TextInput
            label={t('recipe.weights.fact.std')}
            value={std}
            error={std !== '' && !deviations}
            onChange={(event) => setStd(event.currentTarget.value)}
          />
        </>
      )}
      <DialogButtons>
        <Button loading={busy} disabled={!isAnswered} onClick={answer}>
          {t('recipe.encoder.use')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}
