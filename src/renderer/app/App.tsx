import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../base/program/language';
import { ask, studioDown } from '../base/studio/connection';
import { rescuedFolder } from '../base/studio/damage';
import { useReadOnly } from '../base/studio/may-write';
import { useNews } from '../base/studio/news';
import { RestoreScreen } from '../screens/restore/RestoreScreen';
import { StartScreen } from '../screens/start/StartScreen';
import { useKeySettings } from './keys/own-keys';
import { Shell } from './Shell';
import { StudioDown } from './StudioDown';
import { askedAgain } from './screens';

/** Shows the start screen until a project is open, then the studio. */
export function App() {
  useNews(askedAgain);
  const language = useLanguage();
  useKeySettings();
  useReadOnly();
  const { data: project } = useQuery(ask.project.current.queryOptions());
  const down = studioDown.use();
  const rescued = rescuedFolder.use();
  if (down !== null) return <StudioDown reason={down} />;
  if (project === undefined || language === null) return null;
  if (rescued !== null) return <RestoreScreen key={`${language} ${rescued}`} folder={rescued} />;
  // The tree is rebuilt when the language changes, so that no text in the old language is kept.
  return project ? (
    <Shell key={`${language} ${project.folder}`} project={project} />
  ) : (
    <StartScreen key={language} />
  );
}
