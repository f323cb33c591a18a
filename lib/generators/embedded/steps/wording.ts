import { labelOf, type Reading, type Scope } from '../plan.ts';
import { literalsIn } from '../read-text.ts';
import { part, type Thing, whole } from '../thing.ts';

/** What such things bring as a rule, of those that everybody knows; of others all. */
function usual(thing: Thing): string {
  const lines: Record<string, readonly string[]> = {
    order: ['id', 'total', 'email'],
    signup: ['name', 'email'],
    lead: ['name', 'email', 'message'],
    ticket: ['email', 'message'],
    message: ['email', 'message'],
  };
  const names = thing.at === 'trigger' ? lines[thing.noun] : undefined;
  return names?.map((name) => `${labelOf(name)}: {{${thing.at}.${name}}}`).join('\n') ?? whole(thing);
}

/** What a message says when the sentence quotes nothing: the facts that are sure to be there. */
export function factsOf(scope: Scope, reader: 'us' | 'customer' = 'us'): string {
  const { it, about } = scope;
  if (scope.text) return scope.text;
  if (about.fields.title) return `${part(about, 'title')}\n${part(about, 'url')}`;
  const isLookedUp = it.noun === 'customer' && about.noun !== 'schedule';
  if (it !== about && !isLookedUp) return whole(it);
  if (about.noun === 'schedule') return '{{trigger.date}}';
  if (about.only) return about.only.map((name) => `${labelOf(name)}: {{${about.at}.${name}}}`).join('\n');
  if (!about.isStripes) return usual(about);
  const lines = [`${labelOf(about.noun)}: ${part(about, 'id')}`];
  if (about.fields.amount)
    lines.push(`Amount in the smallest unit of ${part(about, 'currency')}: ${part(about, 'amount')}`);
  if (about.fields.customer && reader === 'us') lines.push(`Customer: ${part(about, 'customer')}`);
  return lines.join('\n');
}

/** The texts of a mail or message, as they are quoted. */
export function quotedIn(
  clause: string,
  reading: Reading,
): { subject: string | undefined; body: string | undefined } {
  const [, named] =
    /\b(?:subject|title|titled|headline)(?: line)?\s*(?:is |of |:|=)?\s*(⟨quote\d+⟩)/i.exec(clause) ?? [];
  const subject = named && literalsIn(named, reading.read, 'quote')[0];
  const [body] = literalsIn(named ? clause.replace(named, '') : clause, reading.read, 'quote');
  return { subject: subject?.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 400), body };
}

const told =
  /\b(?:saying|that|to (?=say|send|do|check|pay|call|submit|fill|update|review|bring|take))\s+((?:[^⟨⟩{}]|⟨[a-z]+\d+⟩){4,300})$/i;

const question = /^ask\b.*?\b((?:why|how|whether|what|which|when|where)\b[^{}]{0,200})$/i;
const wish = /^ask\b.*?\bto ([a-z]+\b[^{}]{0,200})$/i;

/** Of what is asked: `tell us why they left` or `pack it`. */
function askedIn(clause: string): string | undefined {
  const bare = clause.replace(/\s+(?:by|via|in an?) e-?mail\b.*$/i, '');
  const words = question.exec(bare)?.[1];
  return words ? `tell us ${words}` : wish.exec(bare)?.[1];
}

const persons: Readonly<Record<string, string>> = { they: 'you', them: 'you', their: 'your' };
const toThem = (words: string) =>
  words.replaceAll(/\b(?:they|them|their)\b/gi, (word) => persons[word.toLowerCase()] ?? word);

/** What is to be said without quotes: `that it was declined`. */
export function toldIn(clause: string): string | undefined {
  const asked = askedIn(clause);
  if (asked && !/⟨/.test(asked)) return `Please ${toThem(asked)}.`;
  const words = told.exec(clause)?.[1]?.trim();
  return words && !/⟨/.test(words)
    ? labelOf(words.slice(0, 44)) && `${words[0]?.toUpperCase()}${words.slice(1)}.`
    : undefined;
}
