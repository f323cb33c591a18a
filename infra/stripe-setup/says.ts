/** Whether what Stripe answered says all that is wanted, lists in any order; it adds fields of its own. */
export function says(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const isThere = (one: unknown, all: unknown[]) => all.some((other) => says(other, one));
    return (
      Array.isArray(found) && found.length === wanted.length && wanted.every((one) => isThere(one, found))
    );
  }
  if (typeof wanted !== 'object' || wanted === null) return found === wanted;
  if (typeof found !== 'object' || found === null) return false;
  const fields = new Map(Object.entries(found));
  return Object.entries(wanted).every(([name, value]) => says(fields.get(name), value));
}
