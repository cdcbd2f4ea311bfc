import { useTranslation } from 'react-i18next';
import type { ImageFacts } from '../../../../contract';
import { bytesText } from '../../../../core/words/bytes';
import { baseName } from '../../../base/words/format';
import { Section } from '../panel/Section';
import classes from './Inspector.module.css';

export function FileFacts({ image }: { readonly image: ImageFacts }) {
  const { t } = useTranslation();
  const { file, path, width, height, format, size } = image;
  return (
    <Section title={t('review.inspector.file')}>
      <p className={`${classes.file} selectable`} title={file} data-testid="inspector-file">
        {baseName(path)}
      </p>
      <p className={`${classes.note} selectable`}>{file}</p>
      <p className={classes.note}>
        {t('review.inspector.dimensions', {
          width: width ?? '–',
          height: height ?? '–',
          format: (format ?? '–').toUpperCase(),
          size: size === null ? '–' : bytesText(size),
        })}
      </p>
    </Section>
  );
}
