const longestName = 60;

/** As many whole words of the sentence as make a name. */
export function nameFrom(sentence: string): string {
  const line = sentence.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= longestName) return line;
  const cut = line.slice(0, longestName);
  return `${cut.slice(0, cut.lastIndexOf(' ') > 0 ? cut.lastIndexOf(' ') : longestName)}\u2026`;
}
