import * as z from 'zod/mini';

/** The code of who invited this browser's person: kept until they have signed in, which may be weeks later. */
const name = 'cue.invitation';
const keptForMs = 30 * 86_400_000;

// Whether somebody has it the server knows; what could not be one is not worth keeping.
const code = z.string().check(z.regex(/^[0-9A-Za-z]{8}$/));
const kept = z.object({ code, untilMs: z.number() });

/** Asked for its storage only when that is used: where it is forbidden, already asking throws. */
type Page = Pick<Window, 'localStorage'>;

/** Keeps the code of an address; the last one counts, since that is the link they came by. */
export function keepInvitation(page: Page, asked: string | null, nowMs: number): void {
  const read = z.safeParse(code, asked);
  if (!read.success) return;
  try {
    page.localStorage.setItem(name, JSON.stringify({ code: read.data, untilMs: nowMs + keptForMs }));
  } catch {
    // Storage can be forbidden; then nobody is rewarded.
  }
}

export function readInvitation(page: Page, nowMs: number): string | undefined {
  try {
    const read = z.safeParse(kept, JSON.parse(page.localStorage.getItem(name) ?? 'null'));
    return read.success && nowMs < read.data.untilMs ? read.data.code : undefined;
  } catch {
    // Written by something else, or storage is forbidden: as if nothing was there.
    return undefined;
  }
}

/** Takes `?ref=` out of the address that the page was opened with, before anything else reads that. */
export function takeInvitation(page: Window): void {
  const url = new URL(page.location.href);
  keepInvitation(page, url.searchParams.get('ref'), Date.now());
  if (!url.searchParams.has('ref')) return;
  url.searchParams.delete('ref');
  page.history.replaceState(page.history.state, '', url);
}
