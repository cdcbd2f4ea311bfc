import type { ContractRouterClient } from '@orpc/contract';
import { appContract } from './app';
import { attacksContract } from './attacks';
import { dataContract } from './data';
import { evaluateContract } from './evaluate';
import { exportContract } from './export';
import { issuesContract } from './issues';
import { jobsContract } from './jobs';
import { labelContract } from './label';
import { likenessContract } from './likeness';
import { marksContract } from './marks';
import { perturbationsContract } from './perturbations';
import { predictContract } from './predict';
import { projectContract } from './project';
import { recipeContract } from './recipe';
import { reviewContract } from './review';
import { robustnessContract } from './robustness';
import { runsContract } from './runs';
import { runtimeContract } from './runtime';
import { studiesContract } from './studies';
import { testSetsContract } from './test-sets';
import { weightsContract } from './weights';

/** The typed API of the studio, for the window, the tests and other clients. Each part has a file. */
export const contract = {
  app: appContract,
  project: projectContract,
  jobs: jobsContract,
  data: dataContract,
  label: labelContract,
  likeness: likenessContract,
  issues: issuesContract,
  marks: marksContract,
  recipe: recipeContract,
  weights: weightsContract,
  runs: runsContract,
  runtime: runtimeContract,
  studies: studiesContract,
  review: reviewContract,
  evaluate: evaluateContract,
  predict: predictContract,
  testSets: testSetsContract,
  robustness: robustnessContract,
  perturbations: perturbationsContract,
  attacks: attacksContract,
  export: exportContract,
};

export type StudioClient = ContractRouterClient<typeof contract>;

export type * from './app';
export type * from './attacks';
export type * from './data';
export type * from './evaluate';
export type * from './export';
export type * from './issues';
export type * from './jobs';
export type * from './label';
export type * from './likeness';
export type * from './marks';
export type * from './perturbations';
export type * from './predict';
export type * from './project';
export type * from './recipe';
export type * from './review';
export type * from './robustness';
export type * from './runs';
export type * from './runtime';
export type * from './studies';
export type * from './test-sets';
export type * from './weights';
