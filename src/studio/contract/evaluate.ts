import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Split } from '../../catalog';
import type { EvaluationMetrics } from '../evaluate';
import { splitSchema } from './data';
import type { JobView } from './jobs';

export type { EvaluationMetrics };

/** The newest measurement of a model on a split. */
export interface EvaluationView {
  readonly id: number;
  readonly runId: number;
  readonly split: Split;
  readonly images: number;
  readonly metrics: EvaluationMetrics;
  readonly createdAt: number;
}

export interface PredictionView {
  readonly imageId: number;
  readonly trueClassId: number | null;
  readonly classId: number;
  readonly confidence: number;
}

/** One bar of a reliability diagram: images whose confidence lies in `[from, to)`. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly images: number;
  readonly confidence: number;
  readonly accuracy: number;
}

const id = z.int().positive();

export const evaluateContract = {
  /** Of every finished run of an experiment, one a split. */
  list: oc.input(z.object({ experimentId: id })).output(type<EvaluationView[]>()),
  start: oc.input(z.object({ runId: id, split: splitSchema })).output(type<JobView>()),
  /** The most confident first. `wrong` leaves out what was right. */
  predictions: oc
    .input(
      z.object({
        evaluationId: id,
        trueClassId: id.optional(),
        classId: id.optional(),
        wrong: z.boolean().default(false),
        limit: z.int().min(1).max(10_000).default(500),
      }),
    )
    .output(type<PredictionView[]>()),
  reliability: oc.input(z.object({ evaluationId: id })).output(type<ReliabilityBin[]>()),
};
