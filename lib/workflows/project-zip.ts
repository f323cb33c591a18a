import { strToU8, zipSync } from 'fflate';

interface ProjectFile {
  path: string;
  text: string;
}

// The earliest that a zip can name, by the wall clock that it is written with: the same project is the same bytes.
const writtenAt = new Date(1980, 0, 1);

/** All files in one folder. */
export function projectZip(folder: string, files: readonly ProjectFile[]): Uint8Array {
  const entries = files.map(({ path, text }) => [`${folder}/${path}`, strToU8(text)]);
  return zipSync(Object.fromEntries(entries), { mtime: writtenAt });
}
