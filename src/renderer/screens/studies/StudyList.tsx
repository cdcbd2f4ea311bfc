import { useTranslation } from 'react-i18next';
import type { JobView, StudyEntry } from '../../../contract';
import { type BadgeState, StateBadge } from '../../base/frame/StateBadge';
import { chosenStudy } from '../../base/kept/chosen-study';
import { count } from '../../base/words/format';
import styles from './Studies.module.css';
import { jobOfStudy, studyState } from './study-state';

interface StudyListProps {
  readonly studies: readonly StudyEntry[];
  /** Names of studies that have not begun. */
  readonly waiting: readonly string[];
  readonly jobs: readonly JobView[];
  readonly chosen: string;
}

/** The studies with their questions and progress, newest first. */
export function StudyList({ studies, waiting, jobs, chosen }: StudyListProps) {
  const { t } = useTranslation();
  return (
    <nav className={styles.list} aria-label={t('studies.list')}>
      {waiting.map((name) => (
        <Entry key={name} name={name} chosen={name === chosen} state="queued" />
      ))}
      {studies.map((study) => (
        <Entry
          key={study.id}
          name={study.name}
          question={study.question}
          progress={t('studies.doneOf', {
            count: study.runs,
            done: count(study.done),
            runs: count(study.runs),
          })}
          chosen={study.name === chosen}
          state={studyState(study, jobOfStudy(jobs, study.name))}
        />
      ))}
    </nav>
  );
}

interface EntryProps {
  readonly name: string;
  readonly question?: string | null;
  readonly progress?: string;
  readonly chosen: boolean;
  readonly state: BadgeState;
}

function Entry({ name, question, progress, chosen, state }: EntryProps) {
  return (
    <button
      type="button"
      className={styles.entry}
      aria-current={chosen ? 'true' : undefined}
      onClick={() => chosenStudy.set(name)}
    >
      <span className={styles.entryHead}>
        <b title={name}>{name}</b>
        <StateBadge state={state} />
      </span>
      {question && <span className={styles.question}>{question}</span>}
      {progress && <span className={styles.faint}>{progress}</span>}
    </button>
  );
}
