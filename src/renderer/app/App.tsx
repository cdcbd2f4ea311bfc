import { useQuery } from '@tanstack/react-query';
import { StartScreen } from '../start/StartScreen';
import { ask } from '../studio/connection';

/** The start screen until a project is open, then the studio. */
export function App() {
  const { data: project } = useQuery(ask.project.current.queryOptions());
  if (project === undefined) return null;
  return project ? <div>{project.name}</div> : <StartScreen />;
}
