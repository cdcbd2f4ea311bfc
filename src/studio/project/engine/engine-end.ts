import { type StudioError, studioError } from '../../../core/errors';
import { tellsOutOfMemory } from '../../../runner/memory/memory-error';

/** How the engine's process ended. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of its output to stderr. */
  readonly words: string;
  /** Whether the system killed a program for lack of memory while the engine ran. */
  readonly systemEnded: boolean;
}

/** A line that TensorFlow or a library that it uses logs about itself; such lines explain nothing to a person. */
const logLine =
  /^([IWEF]\d{4} |\d{4}-\d\d-\d\d [\d:.]+: [IWEF] |WARNING: All log messages|To enable the following)/;

/** The error for an engine that has ended: `out-of-memory` if the system or the engine's last output says so, otherwise `engine-died`. */
export function errorOfEnd({ code, signal, words, systemEnded }: End): StudioError {
  // A shell or a container reports SIGKILL as 137.
  const killed = signal === 'SIGKILL' || code === 137;
  if ((killed && systemEnded) || tellsOutOfMemory(words)) return studioError('out-of-memory', {});
  const how = signal
    ? { en: `was ended by ${signal}`, ko: `${signal} 신호` }
    : { en: `ended with code ${code}`, ko: `종료 코드 ${code}` };
  const said = words
    .split('\n')
    .filter((line) => line.trim() !== '' && !logLine.test(line))
    .slice(-3)
    .join(' ');
  const last = said ? { en: `It said: ${said}`, ko: `마지막 출력: ${said}` } : '';
  return studioError('engine-died', { how, said: last });
}
