import type { Metafile } from 'esbuild';

interface BundleWeight {
  /** KB (1,024 bytes) of code that a start reads: `index.mjs` and what it imports at once. */
  startKilobytes: number;
  /** KB of all code, also what is imported later. */
  allKilobytes: number;
  /** Paths of the sources that a start reads something of. */
  startSources: string[];
}

function importedAtOnce(outputs: Metafile['outputs'], file: string, found = new Set<string>()): Set<string> {
  found.add(file);
  for (const { path, kind, external } of outputs[file]?.imports ?? []) {
    if (kind === 'import-statement' && !external && !found.has(path)) importedAtOnce(outputs, path, found);
  }
  return found;
}

/** How much a function starts with, and of what. Source maps are read only when a stack trace is, and do not count. */
export function weighBundle({ outputs }: Metafile): BundleWeight {
  const code = Object.keys(outputs).filter((file) => file.endsWith('.mjs'));
  const index = code.find((file) => file.endsWith('/index.mjs')) ?? '';
  const start = [...importedAtOnce(outputs, index)];
  const kilobytes = (files: string[]) =>
    files.reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0) / 1024;
  return {
    startKilobytes: kilobytes(start),
    allKilobytes: kilobytes(code),
    startSources: start.flatMap((file) =>
      Object.entries(outputs[file]?.inputs ?? {}).flatMap(([source, { bytesInOutput }]) =>
        bytesInOutput > 0 ? [source] : [],
      ),
    ),
  };
}
