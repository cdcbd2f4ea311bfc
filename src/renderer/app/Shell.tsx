import { spotlight } from '@mantine/spotlight';
import type { ProjectView } from '../../contract';
import { goTo, useScreen } from '../base/kept/navigation';
import { frameKeys } from '../base/keys/frame-keys';
import { useKeys } from '../base/keys/use-keys';
import { PictureMenu } from '../base/pictures/PictureMenu';
import { restarts } from '../base/studio/news';
import { addImages } from '../dialogs/add-images';
import { NewExperiment } from '../dialogs/new-experiment/NewExperiment';
import { NewStudy } from '../dialogs/new-study/NewStudy';
import { DropTarget } from '../screens/data/DropTarget';
import { useFoundAgain } from '../screens/data/found-again';
import { MissingSources } from '../screens/data/MissingSources';
import { Commands } from './Commands';
import { Footer } from './Footer';
import { KeysHelp, openKeysHelp } from './keys/KeysHelp';
import { screensWithKeys } from './keys/tables';
import { Rail } from './Rail';
import { ReadOnlyBanner } from './ReadOnlyBanner';
import classes from './Shell.module.css';
import { screenOf } from './screens';
import { TopBar } from './TopBar';
import { useFirstTour } from './tour/tour';

/** The frame around every screen: rail, top bar, footer with the running job. */
export function Shell({ project }: { readonly project: ProjectView }) {
  const screen = useScreen();
  useFirstTour();
  // The screen is rebuilt after the studio's process died, so that pictures still missing are requested
  // again.
  const restarted = restarts.use();
  // It is also rebuilt after missing files were found.
  const found = useFoundAgain();
  useKeys([
    ...screensWithKeys.map(({ screen: { name }, keys }) => [keys, () => goTo(name)] as const),
    [frameKeys.help, openKeysHelp],
    [frameKeys.commands, spotlight.open],
    [frameKeys.addImages, addImages],
  ]);
  const { component: Screen, pictures } = screenOf(screen);
  return (
    <div className={classes.frame}>
      <Rail />
      <TopBar project={project} />
      <main className={classes.main} key={`${screen} ${restarted} ${found}`}>
        {project.readOnly && <ReadOnlyBanner />}
        {pictures && <MissingSources toData={() => goTo('data')} />}
        <div className={classes.screen}>
          <Screen />
        </div>
      </main>
      <Footer project={project} />
      <Commands />
      <KeysHelp />
      <DropTarget />
      <NewExperiment />
      <NewStudy />
      <PictureMenu />
    </div>
  );
}
