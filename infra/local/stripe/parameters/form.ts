import { invalidRequest } from '../errors.ts';

/** Stripe's form encoding, taken apart: `a[b]=c`, `a[0][b]=c` and `a[]=c` become trees of text. */
export type FormValue = string | FormTree;
export interface FormTree {
  [key: string]: FormValue;
}

export function parseForm(text: string): FormTree {
  const tree = emptyTree();
  for (const [name, value] of new URLSearchParams(text)) place(tree, { path: pathOf(name), name, value });
  return tree;
}

function emptyTree(): FormTree {
  // Without a prototype `__proto__[x]=y` is a key like any other.
  return Object.create(null);
}

function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) throw invalidRequest(`Invalid parameter name: ${name}`, { param: name });
  const [, head = '', tail = ''] = match;
  return [head, ...Array.from(tail.matchAll(/\[([^[\]]*)\]/g), ([, key = '']) => key)];
}

function place(tree: FormTree, entry: { path: string[]; name: string; value: string }): void {
  let branch = tree;
  for (const key of entry.path.slice(0, -1)) branch = descend(branch, key, entry.name);
  const last = entry.path.at(-1) ?? '';
  branch[last === '' ? nextIndex(branch) : last] = entry.value;
}

function descend(branch: FormTree, key: string, name: string): FormTree {
  const index = key === '' ? nextIndex(branch) : key;
  const child = branch[index] ?? emptyTree();
  if (typeof child === 'string') throw invalidRequest(`Invalid hash: ${name}`, { param: name });
  branch[index] = child;
  return child;
}

function nextIndex(branch: FormTree): string {
  return String(Object.keys(branch).length);
}
