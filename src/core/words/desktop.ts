import type { InEach } from './language';

/** What the program says outside its window: in the menu, and in dialogs of the system. */
export interface DesktopWords {
  readonly view: string;
  readonly window: string;
  readonly about: string;
  readonly quit: string;
  readonly resetZoom: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly minimize: string;
  readonly close: string;
  readonly crashed: string;
  readonly crashedHelp: (reason: string) => string;
  readonly openAgain: string;
  /** "Experiment Orchids is running", or how many jobs. */
  readonly runs: (jobs: readonly { readonly experiment: boolean; readonly subject: string }[]) => string;
  /** Shown when the studio is busy and does not say with what. */
  readonly busy: string;
  readonly runsHelp: string;
  readonly stopAndQuit: string;
  readonly goOn: string;
}

export const desktopWords: InEach<DesktopWords> = {
  en: {
    view: 'View',
    window: 'Window',
    about: 'About Noisy Studio',
    quit: 'Quit',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Full Screen',
    minimize: 'Minimize',
    close: 'Close',
    crashed: 'The window has stopped several times',
    crashedHelp: (reason) => `What was saved is not lost, and jobs go on. Chromium says: ${reason}.`,
    openAgain: 'Open Again',
    runs: ([first, ...more]) =>
      more.length > 0
        ? `${more.length + 1} jobs are still running`
        : first.experiment
          ? `Experiment “${first.subject}” is still running`
          : `Work on “${first.subject}” is still running`,
    busy: 'Noisy Studio is still working',
    runsHelp:
      'Quitting stops what is running. An experiment can be resumed from its last checkpoint, and an import where it stopped; anything else starts over.',
    stopAndQuit: 'Stop and Quit',
    goOn: 'Keep Running',
  },
  ko: {
    view: '보기',
    window: '창',
    about: 'Noisy Studio 정보',
    quit: '종료',
    resetZoom: '실제 크기',
    zoomIn: '확대',
    zoomOut: '축소',
    fullScreen: '전체 화면',
    minimize: '최소화',
    close: '닫기',
    crashed: '창이 여러 번 멈췄습니다',
    crashedHelp: (reason) => `저장된 내용은 그대로이고 작업도 계속됩니다. Chromium에서 알린 이유: ${reason}.`,
    openAgain: '다시 열기',
    runs: ([first, ...more]) =>
      more.length > 0
        ? `작업 ${more.length + 1}개가 아직 실행 중입니다`
        : first.experiment
          ? `‘${first.subject}’ 실험이 아직 실행 중입니다`
          : `‘${first.subject}’ 작업이 아직 실행 중입니다`,
    busy: 'Noisy Studio가 아직 작업 중입니다',
    runsHelp:
      '종료하면 실행 중인 작업이 중지됩니다. 실험은 마지막 체크포인트부터, 가져오기는 멈춘 곳부터 이어서 할 수 있고, 다른 작업은 처음부터 다시 해야 합니다.',
    stopAndQuit: '중지하고 종료',
    goOn: '계속 실행',
  },
};
