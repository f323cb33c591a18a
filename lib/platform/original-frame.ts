import type { SourceMap } from 'node:module';

const frameOfBundle = /(file:\/\/\S+\.mjs):(\d+):(\d+)/;
const maps = new Map<string, SourceMap | undefined>();

function readMap(bundleUrl: string): SourceMap | undefined {
  // Not imported: an import of `node:fs` alone is 3 ms of every start.
  const { existsSync, readFileSync } = process.getBuiltinModule('node:fs');
  const { SourceMap } = process.getBuiltinModule('node:module');
  const file = new URL(`${bundleUrl}.map`);
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** The map that lies beside a bundle's file, read when the first fault needs it. */
function mapOf(bundleUrl: string): SourceMap | undefined {
  if (!maps.has(bundleUrl)) maps.set(bundleUrl, readMap(bundleUrl));
  return maps.get(bundleUrl);
}

/**
 * A frame of a stack with its place in our sources instead of in a bundle. Node's own `--enable-source-maps` reads
 * every map at the start, a third of its time, though few starts ever see a fault.
 */
export function originalFrame(frame: string): string {
  const [place, url, line, column] = frameOfBundle.exec(frame) ?? [];
  if (!place || !url) return frame;
  const found = mapOf(url)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (!found || !('originalSource' in found)) return frame;
  const source = found.originalSource.replace(/^(\.\.\/)+/, '');
  return frame.replace(place, `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`);
}
