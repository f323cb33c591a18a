import { AppError } from '../contract/errors.ts';
import type { SeesVersion } from './update-workflow.ts';

// What compresses an answer on its way makes its tag a weak one: the version is the same.
const tag = /^(?:W\/)?"(\d{1,15})"$/;

/** Which versions `If-Match` takes: any without it. Throws 400 for what is no tag. */
export function seenVersion(ifMatch: string | undefined): SeesVersion {
  if (ifMatch === undefined || ifMatch.trim() === '*') return () => true;
  const versions = ifMatch.split(',').map((part) => {
    const [, version] = tag.exec(part.trim()) ?? [];
    if (version === undefined) throw new AppError('invalid_request', 'If-Match must be an ETag, "3" say');
    return Number(version);
  });
  return (version) => versions.includes(version);
}

/** The tag of a version. */
export const versionTag = (version: number): string => `"${version}"`;
