import { durationPattern } from './duration.ts';
import { gap } from './schedule.ts';
import { beginsAction, beginsClearAction, withoutFillers } from './verbs.ts';

type ClauseKind = 'when' | 'if' | 'unless' | 'else' | 'each' | 'switch' | 'case' | 'do' | 'words';

export interface Clause {
  kind: ClauseKind;
  text: string;
  /** What stands before it: a comma or an `and`; empty when it follows without. */
  separator: string;
  /** Which sentence it stands in, from 0. */
  sentence: number;
}

const happens = String.raw`(?:(?:every|each|a|an|the|new|any|all|failed|successful|stripe)\s+)*(?:refund|payment|dispute|chargeback|order|invoice|checkout|sign-?ups?|cancel|subscription|form|lead|ticket|booking|failed|successful|⟨event)`;

const openers: readonly (readonly [ClauseKind, RegExp])[] = [
  [
    'else',
    /^(?:otherwise|or else|else|if not|in (?:any|every|all) other cases?|in all others|for (?:all|any|every)(?:thing| the)? ?(?:others?|else|rest))\b(?=[\s,:]|$)/i,
  ],
  [
    'unless',
    /^(?:unless|except (?:if|when)|if (?:it|they|he|she) (?:isn't|is not|aren't|are not) (?=the case))\b/i,
  ],
  [
    'each',
    /^(?:for (?:each|every|all)(?: of)?|looping (?:over|through)|loop (?:over|through)|go through(?: all| each)?)\b(?! time)/i,
  ],
  ['if', /^(?:but )?(?:only )?(?:if|in case(?! of)|provided(?: that)?|assuming(?: that)?|as long as)\b/i],
  [
    'when',
    /^(?:only )?(?:when(?:ever)?|once(?! (?:a|an|per|every) (?:day|week|month|year|hour))|as soon as|(?:each|every|any) ?time(?: that| when)?|the moment(?: that)?|upon|in the event (?:that|of))\b/i,
  ],
  ['when', new RegExp(`^(?:after|on|for)(?= ${happens})`, 'i')],
  [
    'when',
    /^after(?= (?:a|an|the|someone|somebody|each|every|they|he|she|users?|customers?|people) )(?! (?:\w+ )?(?:while|moment|bit|(?:second|minute|hour|day|week|month|year)s?)\b)/i,
  ],
  ['switch', /^(?:depending on(?: whether)?|based on|according to|by(?= \w+:))\b/i],
];

const caseOpener = /^(?:for|in case of|case)\b/i;
const separators =
  /^\s*|\s*[,;:](?!\d)\s*(?:(?:and|but|or)\s+)?(?:then\s+)?|\s*→\s*|\s*⟨gap⟩\s*|\s+(?:and|but)\s+(?:then\s+)?|\s+then\s+|\s+/gi;

/** A word before which what follows is no order: `the email`, `to send`. */
const leadsOn =
  /\b(?:to|an?|the|my|our|your|their|his|her|its|is|was|are|be|and|or|new|this|that|of|for|by|via|no|any|every|each|with|from|in|on|at|who|which|stripe|not|failed)$/i;

/** `comes in` and `status failed`, after which an order may follow all the same. */
const endsAllTheSame =
  /\b(?:comes?|came|checks?|logs?|gets?|goes) in$|\bsigns? (?:up|in)$|\b(?:status|state) (?:is )?\w+$/i;
const isDecided = /^(?:it is |it's |it was |they are )?(?:approved|declined|rejected|denied|so|yes|not)$/i;

const wordsIn = (text: string) => (text === '' ? 0 : text.split(/\s+/).length);

function leastWords({ kind, text }: Clause): number {
  if (kind === 'else') return 0;
  if (kind === 'each' && text.trim() === '') return 0;
  return kind === 'case' || kind === 'each' || isDecided.test(text.trim()) ? 1 : 2;
}

/** A clause that has said what happens: what follows its comma is another one, if only one that no rule knows. */
const isWhole =
  /\b(?:is|are|was|were|comes?|came|arrives?|fails?|failed|succeeds?|happens?|gets?|signs?|signed|cancels?|pays?|over|under|above|below|equals|contains)\b/i;

function isAnother(separator: string, open: Clause | undefined, before: string): boolean {
  if (!open || separator === '→') return true;
  const says = ['when', 'if', 'unless'].includes(open.kind);
  return says && /^[,:;]$/.test(separator) && isWhole.test(before);
}

interface Scan {
  hasSwitch: boolean;
  clauses: Clause[];
  sentence: number;
}

/** `after a week` before what is then to be done. */
const delay = new RegExp(`^(?:after|in) ${durationPattern},? `, 'i');

function opens(
  rest: string,
  separator: string,
  open: Clause | undefined,
  hasSwitch: boolean,
): { kind: ClauseKind; words: string } | undefined {
  const before = open?.text.trim() ?? '';
  if (separator === '' && /\b(?:and|or|not|only|even|to know)$/i.test(before)) return undefined;
  for (const [kind, pattern] of openers) {
    const words = pattern.exec(rest)?.[0];
    if (words !== undefined) return { kind, words };
  }
  const asCase = hasSwitch && (separator !== '' || open?.kind === 'do') && caseOpener.exec(rest)?.[0];
  if (asCase) return { kind: 'case', words: asCase };
  if (separator !== '' || !open)
    return beginsAction(rest.replace(delay, '')) ? { kind: 'do', words: '' } : undefined;
  const isSubordinate = !['do', 'words'].includes(open.kind) || /⟨gap⟩\s*$/.test(open.text);
  const follows =
    wordsIn(before) >= leastWords(open) && (!leadsOn.test(before) || endsAllTheSame.test(before));
  if (open.kind === 'each' && before === '' && !/^(?:send|post|save|create|notify|add)\b/i.test(rest))
    return undefined;
  const begins =
    open.kind === 'else' || isDecided.test(before) ? beginsAction(rest) : beginsClearAction(rest);
  return isSubordinate && follows && begins ? { kind: 'do', words: '' } : undefined;
}

function scanSentence(text: string, scan: Scan): void {
  let open: Clause | undefined;
  let from = 0;
  for (const match of text.matchAll(separators)) {
    const end = match.index + match[0].length;
    if (end < from) continue;
    const rest = text.slice(end);
    const separator = match.index === 0 && match[0].trim() === '' && !open ? 'start' : match[0].trim();
    if (open) open.text = text.slice(from, match.index);
    const opened = opens(rest, separator === 'start' ? ',' : separator, open, scan.hasSwitch);
    const isNext =
      opened ??
      (isAnother(separator, open, open?.text ?? '') ? { kind: 'words' as const, words: '' } : undefined);
    if (!isNext) continue;
    open = { kind: isNext.kind, text: '', separator, sentence: scan.sentence };
    scan.clauses.push(open);
    from = end + isNext.words.length;
  }
  if (open) open.text = text.slice(from);
}

const sentenceEnd = /(?<=[.!?])\s+|\n+/;
const trimmed = /^[\s,;:.!?→-]+|[\s,;:.!?→-]+$/g;

/** The parts of a text that each say one thing: when, if, or what is to be done. */
export function clausesOf(text: string): Clause[] {
  const scan: Scan = {
    hasSwitch: /\b(?:depending on|based on|according to)\b/i.test(text),
    clauses: [],
    sentence: 0,
  };
  for (const sentence of text.split(sentenceEnd)) {
    scanSentence(sentence, scan);
    scan.sentence += 1;
  }
  return scan.clauses
    .map((clause) => {
      const bare = clause.text
        .replaceAll(gap.trim(), ' ')
        .replaceAll(/\s{2,}/g, ' ')
        .replaceAll(trimmed, '');
      return { ...clause, text: clause.kind === 'do' ? withoutFillers(bare) : bare };
    })
    .filter(({ kind, text: left }) => left !== '' || kind === 'else' || kind === 'each');
}
