// Far beyond what any JSON of the contract needs, and far below what overflows a recursive walk.
const maximumDepth = 32;

/** Whether JSON from outside is nested further than may be walked through. */
export const isTooDeep = (value: unknown): boolean => exceeds(value, maximumDepth);

function exceeds(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  return Object.values(value).some((inner) => exceeds(inner, limit - 1));
}
