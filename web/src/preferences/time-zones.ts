/** Those that this browser knows by name, and the one that was chosen, should it not be among them. */
export function timeZones(chosen: string | null): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', ...known, ...(chosen === null ? [] : [chosen])])].sort();
}

/** `America/Argentina/Buenos_Aires` as people read it. */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ').replaceAll('/', ' / ');

export const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
