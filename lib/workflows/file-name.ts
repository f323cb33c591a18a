import { folded } from './folded.ts';

const longest = 60;
// Windows opens no folder of these names.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A name as a folder is called on any system: small letters, digits and hyphens. */
export function fileName(name: string): string {
  const plain = folded(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' || reserved.test(plain) ? `workflow${plain && `-${plain}`}` : plain;
}
