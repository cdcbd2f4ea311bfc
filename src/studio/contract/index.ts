import type { ContractRouterClient } from '@orpc/contract';
import { appContract } from './app';
import { jobsContract } from './jobs';
import { projectContract } from './project';

/** The typed API of the studio: what the window, the tests and other faces may ask. One part a file. */
export const contract = {
  app: appContract,
  project: projectContract,
  jobs: jobsContract,
};

export type StudioClient = ContractRouterClient<typeof contract>;

export type * from './app';
export type * from './jobs';
export type * from './project';
