/**
 * The immediate dominator of each place that can be reached from the root: the nearest one that every way to it goes
 * through. Circles are no obstacle. After Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".
 */
export function dominators(root: string, next: (place: string) => readonly string[]): Map<string, string> {
  const order = reversePostorder(root, next);
  const rank = new Map(order.map((place, index) => [place, index]));
  const comesFrom = predecessors(order, next);
  const nearest = new Map([[root, root]]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const place of order.slice(1)) {
      const known = (comesFrom.get(place) ?? []).filter((from) => nearest.has(from));
      const common = known.reduce((one, other) => meet(one, other, nearest, rank));
      changed ||= nearest.get(place) !== common;
      nearest.set(place, common);
    }
  }
  nearest.delete(root);
  return nearest;
}

/** Without recursion: a chain may be as long as the graph. */
function reversePostorder(root: string, next: (place: string) => readonly string[]): string[] {
  const seen = new Set([root]);
  const finished: string[] = [];
  const open = [{ place: root, rest: [...next(root)] }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const following = top.rest.shift();
    if (following === undefined) {
      finished.push(top.place);
      open.pop();
    } else if (!seen.has(following)) {
      seen.add(following);
      open.push({ place: following, rest: [...next(following)] });
    }
  }
  return finished.reverse();
}

function predecessors(
  order: readonly string[],
  next: (place: string) => readonly string[],
): Map<string, string[]> {
  const from = new Map<string, string[]>();
  for (const place of order)
    for (const following of next(place)) from.set(following, [...(from.get(following) ?? []), place]);
  return from;
}

/** Where the two chains of dominators come together; the root is in both. */
function meet(
  one: string,
  other: string,
  nearest: ReadonlyMap<string, string>,
  rank: ReadonlyMap<string, number>,
): string {
  const height = (place: string) => rank.get(place) ?? 0;
  let [left, right] = [one, other];
  while (left !== right) {
    if (height(left) > height(right)) left = nearest.get(left) ?? right;
    else right = nearest.get(right) ?? left;
  }
  return left;
}
