import type { ErrorWords } from './entry';

/** What keeps a project's catalog from being read or written, and what a person can do about it. */
export const databaseErrors = {
  'catalog-damaged': {
    en: {
      cli: '{{file}} is damaged: {{what}}. "noisy-studio restore" lists the backups of the project and puts one of them in its place; the damaged files are kept beside it.',
      window:
        '{{file}} is damaged: {{what}}. Choose a backup to continue with; the damaged files are kept beside it.',
    },
    ko: '{{file}} 파일이 손상되었습니다: {{what}}. 이어서 쓸 백업을 고르세요. 손상된 파일은 옆에 그대로 남습니다.',
  },
  'catalog-missing': {
    en: {
      cli: 'The catalog {{file}} is missing, but the project has backups. "noisy-studio restore" lists them and puts one of them in its place.',
      window:
        'The catalog {{file}} is missing, but the project has backups. Choose one of them to continue with.',
    },
    ko: '카탈로그 {{file}} 파일이 없지만 프로젝트에 백업이 있습니다. 이어서 쓸 백업을 고르세요.',
  },
  'no-backup': {
    en: {
      cli: '{{folder}} has no backup "{{name}}". "noisy-studio restore" lists its backups.',
      window: '{{folder}} has no backup "{{name}}". Choose one from the list.',
    },
    ko: '{{folder}}에 "{{name}}" 백업이 없습니다. 목록에서 고르세요.',
  },
  'backup-damaged': {
    en: 'The backup {{file}} is itself damaged: {{what}}. Choose another one.',
    ko: '백업 {{file}}도 손상되었습니다: {{what}}. 다른 백업을 고르세요.',
  },
  'backup-failed': {
    en: 'No backup of {{file}} could be made: {{reason}}',
    ko: '{{file}} 백업을 만들지 못했습니다. ({{reason}})',
  },
  'nothing-to-salvage': {
    en: 'Nothing can be read from {{file}} any more. Restore a backup.',
    ko: '{{file}}에서 더는 아무것도 읽을 수 없습니다. 백업을 복원하세요.',
  },
  'project-read-only': {
    en: '{{file}} cannot be written. Give yourself write permission for the project folder, or copy it to a writable disk.',
    ko: '{{file}}에 쓸 수 없습니다. 프로젝트 폴더에 쓰기 권한을 주거나 쓸 수 있는 디스크로 복사하세요.',
  },
  'opened-read-only': {
    en: 'The project {{folder}} is read-only: you can only view and export it. Copy it to a writable disk, or give yourself write permission, and open it again.',
    ko: '{{folder}} 프로젝트는 쓸 수 없는 곳에 있어 보기와 내보내기만 할 수 있습니다. 쓸 수 있는 디스크로 복사하거나 쓰기 권한을 준 뒤 다시 여세요.',
  },
  'runs-set-aside': {
    en: 'The catalog does not know some runs whose files were in the project: it is older than they are. Their files now lie in {{folder}}, so that new runs do not take them for their own. If you put the newer catalog back, they return by themselves.',
    ko: '프로젝트에 카탈로그가 모르는 실행의 파일이 있습니다. 카탈로그가 그 실행보다 오래된 것입니다. 새 실행과 섞이지 않도록 파일을 {{folder}} 폴더로 옮겼습니다. 더 새로운 카탈로그를 되돌려 놓으면 파일도 자동으로 돌아옵니다.',
  },
  'runs-in-the-way': {
    en: 'The catalog knows no run above {{last}}, but {{runs}} holds files of later ones, which cannot be moved away ({{reason}}). Until then the project can only be viewed and exported, because new runs would take these files for their own. Move those folders elsewhere, or give yourself write permission, and open the project again.',
    ko: '카탈로그는 {{last}}번 실행까지만 아는데 {{runs}} 폴더에 그 뒤 실행의 파일이 있고 다른 곳으로 옮길 수 없습니다({{reason}}). 새 실행과 섞일 수 있으므로 지금은 프로젝트를 보고 내보낼 수만 있습니다. 그 폴더들을 직접 옮기거나 쓰기 권한을 준 뒤 프로젝트를 다시 여세요.',
  },
  'catalog-content': {
    en: {
      cli: 'The catalog holds something that this version cannot read ({{reason}}). If a newer Noisy Studio wrote it, update; otherwise "noisy-studio restore" puts a backup in its place.',
      window:
        'The catalog holds something that this version cannot read ({{reason}}). If a newer Noisy Studio wrote it, update; otherwise restore a backup.',
    },
    ko: '카탈로그에 이 버전이 읽을 수 없는 내용이 있습니다({{reason}}). 더 새로운 Noisy Studio에서 썼다면 업데이트하고, 아니면 백업을 복원하세요.',
  },
  'catalog-unreachable': {
    en: '{{file}} cannot be opened. Check that its folder exists and that you may read and write it.',
    ko: '{{file}} 파일을 열 수 없습니다. 폴더가 있는지, 읽고 쓸 수 있는지 확인하세요.',
  },
  'catalog-moved': {
    en: '{{file}} was moved, replaced or deleted while it was open. Put it back where it was, then open the project again.',
    ko: '{{file}} 파일이 열려 있는 동안 옮겨지거나 바뀌거나 지워졌습니다. 원래 자리에 되돌려 놓고 프로젝트를 다시 여세요.',
  },
  'catalog-newer': {
    en: 'This project was last opened by a newer Noisy Studio (catalog version {{version}}; this one reads up to {{latest}}). Update Noisy Studio to open it.',
    ko: '더 새로운 Noisy Studio에서 연 프로젝트입니다(카탈로그 버전 {{version}}, 이 프로그램은 {{latest}}까지). Noisy Studio를 업데이트한 뒤 여세요.',
  },
  'catalog-foreign': {
    en: '{{file}} is the database of another program. Choose a folder that holds a Noisy Studio project.',
    ko: '{{file}}은(는) 다른 프로그램의 데이터베이스입니다. Noisy Studio 프로젝트가 있는 폴더를 고르세요.',
  },
  'catalog-older': {
    en: '{{file}} is from an older version ({{version}}). Open the project once to bring it up to date.',
    ko: '{{file}}은(는) 이전 버전({{version}})입니다. 프로젝트를 한 번 열어 최신 상태로 만드세요.',
  },
  'no-catalog': {
    en: 'There is no catalog {{file}}. Check the path.',
    ko: '카탈로그 {{file}} 파일이 없습니다. 경로를 확인하세요.',
  },
  'project-in-use': {
    en: 'This project is open in another process ({{holder}}). Close it there and try again.',
    ko: '다른 프로세스({{holder}})가 이 프로젝트를 열고 있습니다. 그쪽에서 닫은 뒤 다시 시도하세요.',
  },
  'viewed-while-open': {
    en: 'This project is open in another process ({{holder}}): what that has stored until now is shown, and nothing can be changed here.',
    ko: '다른 프로세스({{holder}})가 이 프로젝트를 열고 있습니다. 지금까지 저장된 내용을 보여 주며, 여기서는 아무것도 바꿀 수 없습니다.',
  },
  'project-in-use-elsewhere': {
    en: 'This project is open on another machine ({{holder}}). Close it there and try again. If that machine no longer runs it, delete {{file}}.',
    ko: '다른 컴퓨터({{holder}})가 이 프로젝트를 열고 있습니다. 그쪽에서 닫은 뒤 다시 시도하세요. 그 컴퓨터가 더는 쓰지 않는다면 {{file}} 파일을 지우세요.',
  },
  'project-opening': {
    en: 'Another process is opening this project right now. Try again.',
    ko: '지금 다른 프로세스가 이 프로젝트를 여는 중입니다. 다시 시도하세요.',
  },
  'catalog-busy': {
    en: 'Another program holds {{file}}. Close it there and try again.',
    ko: '다른 프로그램이 {{file}} 파일을 쓰고 있습니다. 그쪽에서 닫은 뒤 다시 시도하세요.',
  },
  'catalog-conflict': {
    en: '{{file}} rejected a change that contradicts its content ({{reason}}).',
    ko: '{{file}}에 이미 있는 내용과 맞지 않는 변경입니다. ({{reason}})',
  },
  'catalog-disk-error': {
    en: 'The disk that holds {{file}} failed to read or write ({{reason}}). Check the disk, its connection and your disk quota, then try again; what was saved before is not lost.',
    ko: '{{file}} 파일이 있는 디스크에서 읽기나 쓰기에 실패했습니다({{reason}}). 디스크와 연결, 디스크 할당량을 확인한 뒤 다시 시도하세요. 이미 저장된 내용은 사라지지 않습니다.',
  },
  'network-drive': {
    en: 'The disk that holds {{file}} does not lock files as a database needs, which is common for network drives ({{reason}}). Copy the project folder to a disk of this machine and open it there; images may stay where they are.',
    ko: '{{file}} 파일이 있는 디스크는 데이터베이스에 필요한 파일 잠금을 지원하지 않습니다. 네트워크 드라이브에서 흔한 일입니다({{reason}}). 프로젝트 폴더를 이 컴퓨터의 디스크로 복사해 여세요. 이미지는 원래 자리에 두어도 됩니다.',
  },
  'catalog-memory': {
    en: 'Memory ran out while {{file}} was in use. Close other programs and try again; what was saved before is not lost.',
    ko: '{{file}} 파일을 쓰는 동안 메모리가 부족했습니다. 다른 프로그램을 닫고 다시 시도하세요. 이미 저장된 내용은 사라지지 않습니다.',
  },
  'too-large': {
    en: 'Something is too large for {{file}} ({{reason}}). Import the images in smaller parts.',
    ko: '{{file}}에 담기에 너무 큽니다({{reason}}). 이미지를 더 작게 나누어 가져오세요.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
