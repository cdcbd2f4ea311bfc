import type { InEach } from '../../../core/words/language';

/** Files that drives, systems and programs leave among pictures; case is ignored. */
const systemNames = new Set([
  ...['thumbs.db', 'ehthumbs.db', 'desktop.ini', 'picasa.ini', 'zbthumbnail.info', 'icon\r'],
  ...['__macosx', 'network trash folder', 'temporary items', 'thevolumesettingsfolder'],
  ...['$recycle.bin', 'recycler', 'recycled', 'system volume information', 'lost+found', 'found.000'],
  // Folders of network drives: thumbnails, recycle bins, snapshots.
  ...['@eadir', '@recycle', '@recently-snapshot', '@tmp', '#recycle', '#snapshot', '~snapshot'],
  ...['node_modules', '__pycache__'],
]);

/** Whether a file or folder is hidden or belongs to the system: its content is ignored. */
export function isSystemName(name: string): boolean {
  return (
    name.startsWith('.') || systemNames.has(name.toLowerCase()) || /@Syno(EAStream|Resource)$/.test(name)
  );
}

/** Hidden folders in which programs keep copies of pictures; case is ignored. */
const copiesOfPrograms =
  /^\.(apple(double|db|desktop)|dropbox\.cache|ipynb_checkpoints|te?mp|thumbnails?|xvpics|thumbs|cache|comments|picasaoriginals|stversions|stfolder|git|svn|dvc|trash.*|trashes|deleteditems|snapshots?|zfs)$/i;

/** Whether a folder's name begins with a dot without being one that programs hide: a person may have meant it. */
export const isDottedName = (name: string): boolean =>
  name.startsWith('.') && !name.startsWith('._') && !copiesOfPrograms.test(name);

const imageName =
  /\.(jpe?g|jpe|jfif?|jif|pjpe?g|pjp|mpo|png|apng|webp|gif|bmp|dib|tiff?|avifs?|hei[cf]s?|hif|jpe?g_(large|orig|small))$/i;

/** Whether a file name has the extension of a supported picture. */
export const isImageName = (name: string): boolean => imageName.test(name);

const unread: readonly [kind: InEach<string>, endings: RegExp][] = [
  [
    { en: 'camera raw files', ko: '카메라 RAW 파일' },
    /^\.(cr[23w]|nef|nrw|arw|sr[2fw]|dng|orf|rw[2l]|raf|pef|x3f|raw|3fr|erf|kdc|dcr|me?f|mrw|iiq)$/,
  ],
  [{ en: 'JPEG XL files', ko: 'JPEG XL 파일' }, /^\.jxl$/],
  [{ en: 'JPEG 2000 files', ko: 'JPEG 2000 파일' }, /^\.(jp2|j2[kc]|jp[fxm])$/],
  [{ en: 'JPEG XR files', ko: 'JPEG XR 파일' }, /^\.(wdp|jxr|hdp)$/],
  [{ en: 'Photoshop files', ko: 'Photoshop 파일' }, /^\.ps[db]$/],
  [{ en: 'medical images', ko: '의료 영상' }, /^\.(dcm|dicom|nii)$/],
  [
    { en: 'pictures of this kind', ko: '이런 종류의 이미지' },
    /^\.(exr|hdr|tga|ico|icns|pcx|p[pgbnf]m|fits?|xcf|svgz?|eps|ai|qoi|czi|lif|nd2)$/,
  ],
];

/** Whether files with this extension are archives, which may hold pictures but are not opened. */
export const isArchive = (ending: string): boolean => /^\.(zip|tar|tgz|gz|bz2|xz|zst|7z|rar)$/.test(ending);

/** Whether files with this extension hold the pictures of a dataset in a form of their own, which is not opened. */
export const isPacked = (ending: string): boolean =>
  /^\.(parquet|arrow|tfrecords?(-\d+-of-\d+)?|h5|hdf5|lmdb|mdb|npz|rec|beton)$/.test(ending);

/** The kind of unsupported pictures with this extension; undefined for other extensions. */
export function unreadKind(ending: string): InEach<string> | undefined {
  return unread.find(([, endings]) => endings.test(ending))?.[0];
}
