import { type LookAnswer, type LookQuestion, lookAtEncoder } from './look';

/**
 * A process that tries out one graph and ends: an unknown file may exhaust memory or crash onnxruntime, which
 * then costs only this process.
 */
process.on('disconnect', () => process.exit(0));
process.on('message', async (question: LookQuestion) => {
  const answer: LookAnswer = await lookAtEncoder(question);
  process.send?.(answer, undefined, {}, () => process.disconnect());
});
