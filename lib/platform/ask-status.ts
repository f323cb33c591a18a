/**
 * The status of an answer, of which nothing else is read; undefined when none came, for whatever reason: too late, no way
 * there, a certificate that is not good. Follows no redirect.
 */
export async function askStatus(url: URL, init: RequestInit): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual' });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return undefined;
  }
}
