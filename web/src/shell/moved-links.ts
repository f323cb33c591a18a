/** Where an earlier link leads now, with its query, and with what its path said. */
export function movedTo(path: string, from: string, said: Record<string, string> = {}): string {
  const { searchParams } = new URL(from);
  for (const [name, value] of Object.entries(said)) searchParams.set(name, value);
  return searchParams.size === 0 ? path : `${path}?${searchParams}`;
}
