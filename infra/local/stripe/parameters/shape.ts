import { missingParameter, unknownParameters } from '../errors.ts';
import { type Check, treeOf } from './checks.ts';
import type { FormTree } from './form.ts';

export type Shape = Record<string, Check<unknown, boolean>>;

type Output<C> = C extends Check<infer T, boolean> ? T : never;
type RequiredNames<S extends Shape> = { [K in keyof S]: S[K]['required'] extends true ? K : never }[keyof S];

/** What a shape reads: required parameters are there, the others may be absent. */
export type Values<S extends Shape> = { [K in RequiredNames<S>]: Output<S[K]> } & {
  [K in Exclude<keyof S, RequiredNames<S>>]?: Output<S[K]>;
};

export function shape<S extends Shape>(fields: S): Check<Values<S>> {
  return { required: false, read: (value, param) => readShape(fields, treeOf(value, param), param) };
}

export function readShape<S extends Shape>(fields: S, tree: FormTree, parent = ''): Values<S> {
  const nameOf = (key: string) => (parent ? `${parent}[${key}]` : key);
  const unknown = Object.keys(tree).filter((key) => !Object.hasOwn(fields, key));
  if (unknown.length > 0) throw unknownParameters(unknown.map(nameOf));
  const values: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) {
    const value = tree[key];
    if (value !== undefined) values[key] = field.read(value, nameOf(key));
    else if (field.required) throw missingParameter(nameOf(key));
  }
  return values as Values<S>;
}
