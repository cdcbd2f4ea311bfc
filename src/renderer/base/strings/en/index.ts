import { data } from './data';
import { errors } from './errors';
import { evaluate } from './evaluate';
import { exporting } from './export';
import { frame } from './frame';
import { gallery } from './gallery';
import { gpu } from './gpu';
import { jobs } from './jobs';
import { label } from './label';
import { marks } from './marks';
import { newExperiment } from './new-experiment';
import { predict } from './predict';
import { recipe } from './recipe';
import { restore } from './restore';
import { review } from './review';
import { runs } from './runs';
import { start } from './start';
import { studies } from './studies';
import { trust } from './trust';

/** All texts of the window in English, with a file for each screen. Other languages have the same keys. */
export const en = {
  ...frame,
  ...start,
  ...gallery,
  ...gpu,
  ...jobs,
  ...data,
  ...label,
  ...marks,
  ...recipe,
  ...runs,
  ...studies,
  ...newExperiment,
  ...restore,
  ...review,
  ...trust,
  ...evaluate,
  ...predict,
  ...exporting,
  ...errors,
} as const;
