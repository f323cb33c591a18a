/** The status of an answer, of which nothing else is read; undefined when none came. Follows no redirect. */
export async function askStatus(url: URL, init: RequestInit): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual' });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    // By `fetch`, whatever went wrong on the way; by its signal, that it took too long.
    const isUnreached =
      error instanceof Error && ['TypeError', 'TimeoutError', 'AbortError'].includes(error.name);
    if (isUnreached) return undefined;
    throw error;
  }
}
