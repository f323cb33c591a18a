import type { Json } from '../graph.ts';

/** Unseen, or read as something else than it is: controls, line separators, halves of pairs, changes of direction. */
const unsafe = /[\\\p{Cc}\p{Zl}\p{Zp}\p{Cs}\ufeff\u202a-\u202e\u2066-\u2069]/gu;
const named: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t' };

function escapeAll(text: string, alsoUnsafe: RegExp): string {
  return text.replace(unsafe, escapeOne).replace(alsoUnsafe, '\\$&');
}

const escapeOne = (character: string) =>
  named[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text as TypeScript has it. */
export function quoted(text: string): string {
  return `'${escapeAll(text, /'/g)}'`;
}

/** Words between the `${…}` of a template literal. */
export function templatePart(text: string): string {
  return escapeAll(text, /`|\$(?=\{|$)/g);
}

const unsafeInComments = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/** Words after `//`, which only a line's end would end; a schedule's stars would end a comment of the other kind. */
export function commentText(text: string): string {
  return text.toWellFormed().replace(unsafeInComments, ' ').trim();
}

const plainName = /^[A-Za-z_$][\w$]*$/;

/** The name of a part of an object. `__proto__`, unless it is computed, is no part but the object's prototype. */
export function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return plainName.test(name) ? name : quoted(name);
}

/** Numbers, true, false and null; what JSON cannot carry never gets here. */
export function plainLiteral(value: Exclude<Json, object | string> | null): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
