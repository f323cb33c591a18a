const longestName = 120;

/** `Copy of Digest`, and of that `Copy 2 of Digest`: never longer than a name can be. */
export function copyName(name: string): string {
  const [, count, original] = /^Copy (?:(\d{1,3}) )?of (.+)$/s.exec(name) ?? [];
  const copy = original === undefined ? `Copy of ${name}` : `Copy ${Number(count ?? 1) + 1} of ${original}`;
  const letters = Array.from(copy);
  return copy.length <= longestName ? copy : `${cut(letters)}\u2026`;
}

/** Whole characters only: half of an emoji is refused. */
function cut(letters: readonly string[]): string {
  let kept = '';
  for (const letter of letters) {
    if (kept.length + letter.length >= longestName) break;
    kept += letter;
  }
  return kept;
}
