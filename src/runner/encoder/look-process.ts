import { type LookAnswer, type LookQuestion, lookAtEncoder } from './look';

/**
 * A process that tries one graph out and ends: what onnxruntime does with a file that nobody has seen (memory that runs out, a fault of
 * its own) costs this process, and nothing else.
 */
process.on('disconnect', () => process.exit(0));
process.on('message', async (question: LookQuestion) => {
  const answer: LookAnswer = await lookAtEncoder(question);
  process.send?.(answer, undefined, {}, () => process.disconnect());
});
