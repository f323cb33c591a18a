import type { Piece } from '../piece.ts';

export const pause: Piece = {
  imports: [['node:timers/promises', 'setTimeout as sleep']],
  text: `const tries = 3;

/** Half a second, then a whole one, each a little more or less by chance. */
function pauseAfter(tried: number): Promise<void> {
  return sleep(250 * 2 ** tried * (0.75 + Math.random() / 2));
}`,
};

export const send: Piece = {
  needs: [pause],
  text: `const usualTimeoutMs = 10_000;

/**
 * Asks another service, up to three times. What must not be done twice is asked again only when it was refused
 * before it was done (429).
 */
async function send(
  url: string,
  request: RequestInit,
  isRepeatable: boolean,
  timeoutMs = usualTimeoutMs,
): Promise<Response> {
  if (!/^https?:/i.test(url)) throw new Error('An address must begin with https:// or http://');
  for (let tried = 1; ; tried += 1) {
    try {
      const response = await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) });
      const isTransient = response.status === 429 || (isRepeatable && response.status >= 500);
      if (!isTransient || tried === tries) return response;
      await response.body?.cancel();
    } catch (cause) {
      // Addresses can hold secrets; hosts do not.
      if (!isRepeatable || tried === tries) throw new NoAnswer(\`\${hostOf(url)} did not answer\`, { cause });
    }
    await pauseAfter(tried);
  }
}

/** Nothing came back in time. */
class NoAnswer extends Error {}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'What is no address';
}`,
};

export const answered: Piece = {
  text: `/** The answer's JSON; an error with what the service said when it refused. */
async function answered(response: Response, service: string): Promise<Json> {
  const body = await response.text();
  if (!response.ok) throw new Error(\`\${service} answered \${response.status}: \${body.slice(0, 500)}\`);
  return body === '' ? null : (JSON.parse(body) as Json);
}`,
};
