import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../base/language';
import { ask, studioDown } from '../base/studio/connection';
import { useNews } from '../base/studio/news';
import { StartScreen } from '../screens/start/StartScreen';
import { Shell } from './Shell';
import { StudioDown } from './StudioDown';
import { askedAgain } from './screens';

/** The start screen until a project is open, then the studio. */
export function App() {
  useNews(askedAgain);
  const language = useLanguage();
  const { data: project } = useQuery(ask.project.current.queryOptions());
  const down = studioDown.use();
  if (down !== null) return <StudioDown reason={down} />;
  if (project === undefined || language === null) return null;
  // Drawn anew in another language, so that nothing that was made of words is kept.
  return project ? (
    <Shell key={`${language} ${project.folder}`} project={project} />
  ) : (
    <StartScreen key={language} />
  );
}
