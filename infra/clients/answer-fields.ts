function valueAt(answer: unknown, name: string): unknown {
  if (typeof answer !== 'object' || answer === null || !(name in answer))
    throw new Error(`The answer has no ${name}: ${JSON.stringify(answer)}`);
  return Reflect.get(answer, name);
}

const unlike = (name: string, kind: string, value: unknown) =>
  new Error(`${name} is no ${kind}: ${JSON.stringify(value)}`);

/*
 * What pages read of an answer by its name. A page that gets nothing there shows `undefined` and goes on; these throw.
 */

export function text(answer: unknown, name: string): string {
  const value = valueAt(answer, name);
  if (typeof value !== 'string') throw unlike(name, 'text', value);
  return value;
}

export function textOrNull(answer: unknown, name: string): string | null {
  return valueAt(answer, name) === null ? null : text(answer, name);
}

export function number(answer: unknown, name: string): number {
  const value = valueAt(answer, name);
  if (typeof value !== 'number') throw unlike(name, 'number', value);
  return value;
}

export function flag(answer: unknown, name: string): boolean {
  const value = valueAt(answer, name);
  if (typeof value !== 'boolean') throw unlike(name, 'yes or no', value);
  return value;
}

export function list(answer: unknown, name: string): unknown[] {
  const value = valueAt(answer, name);
  if (!Array.isArray(value)) throw unlike(name, 'list', value);
  return value;
}

export function object(answer: unknown, name: string): object {
  const value = valueAt(answer, name);
  if (typeof value !== 'object' || value === null) throw unlike(name, 'object', value);
  return value;
}
