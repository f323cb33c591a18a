import type { Comparison } from '../../graph/program.ts';
import { minorUnits, readMoney } from './money.ts';
import type { Scope } from './plan.ts';
import { literalsIn, type ReadText } from './read-text.ts';
import { camelCase, part, type Thing } from './thing.ts';

export interface FoundComparison {
  left: string;
  op: Comparison;
  right?: string;
  /** What follows is to be done when it does not hold. */
  isNegated: boolean;
  /** The clause without operator and right side. */
  rest: string;
}

type Rule = readonly [op: Comparison, pattern: RegExp, isNegated?: true];

const be = String.raw`(?:(?:is|are|was|were|be|gets?|goes|becomes?|costs?|has|totals?)\s+)?`;
const rule = (op: Comparison, words: string): Rule => [
  op,
  new RegExp(String.raw`(?:^|\s+)${be}(?:${words})\s*`, 'i'),
];

/** The more particular first; those that compare numbers need one after them. */
const numeric: readonly Rule[] = [
  rule(
    '>=',
    `>=|≥|at least|no less than|not less than|not (?:under|below)|greater than or equal to|a minimum of`,
  ),
  rule(
    '<=',
    `<=|≤|at most|no more than|not more than|not (?:over|above)|up to|less than or equal to|a maximum of`,
  ),
  rule('!=', `not equal to|is not|isn't|is different from|differs from|!==?|<>|not`),
  rule(
    '>',
    `over|above|more than|greater than|larger than|higher than|bigger than|exceeds|exceed|exceeding|rises (?:over|above)|worth (?:more than|over)|more expensive than|beyond|>`,
  ),
  rule(
    '<',
    `(?:drops |falls |sinks )?(?:under|below)|less than|lower than|smaller than|fewer than|cheaper than|<`,
  ),
  rule('==', `(?:is )?equal to|equals|exactly|===?|=|is`),
];

const verbal: readonly Rule[] = [
  ['contains', /\s+(?:does not|doesn't|do not) (?:contain|include|mention)s?\s+/i, true],
  ['contains', /\s+(?:contains?|includes?|mentions?|has the words?)\s+/i],
  [
    '!=',
    /\s+(?:is not|isn't|are not|aren't|does not equal|doesn't equal|differs from|is different from|is anything but|!=)\s+/i,
  ],
  ['==', /\s+(?:equals|is equal to|is exactly|==?|is|are|was)\s+/i],
];

const small = String.raw`(?:an?|any|the|some|their|its|his|her|set)\s+`;

/** What is there, or not. */
function presence(text: string, scope: Scope): FoundComparison | undefined {
  const none =
    /\b(?:there (?:is|are|was|were) (?:none|no one|no such \w+|nothing)|(?:none|nothing) (?:is|was) found|(?:it|they|he|she) (?:does not|doesn't|do not|don't) exist|not found)\b/i.exec(
      text,
    );
  const down =
    /\b(?:it|(?:site|server|page|service|shop)) is (down|up|unavailable|not (?:up|available|reachable))\b/i.exec(
      text,
    );
  if (down && scope.answerOf)
    return {
      left: `{{${scope.answerOf}.status}}`,
      op: down[1] === 'up' ? '==' : '!=',
      right: '200',
      isNegated: false,
      rest: '',
    };
  if (none) return { left: idOf(scope), op: 'exists', isNegated: true, rest: text.replace(none[0], '') };
  if (
    /\b(?:it|they|he|she|one|customer) (?:exists?|(?:is|was) found)\b|\bthere (?:is|are) (?:one|any|some)\b/i.test(
      text,
    )
  )
    return { left: idOf(scope), op: 'exists', isNegated: false, rest: '' };
  const [, has, what = ''] =
    new RegExp(
      String.raw`\b(?:(has|have|with|includes) ${small}|(?:has|have) no )([a-z][\w ]{1,40})$`,
      'i',
    ).exec(text) ?? [];
  if (what) return { left: fieldOf(what, scope), op: 'exists', isNegated: !has, rest: '' };
  const [words, field = '', state = ''] =
    /^(.{2,60}?) (?:is|are) (empty|missing|blank|not set|set|present|given|filled in|known|unknown)\b/i.exec(
      text,
    ) ?? [];
  if (!words) return undefined;
  return {
    left: fieldOf(field, scope),
    op: 'exists',
    isNegated: /empty|missing|blank|not|unknown/i.test(state),
    rest: '',
  };
}

const idOf = ({ it, list }: Scope) =>
  list && it.at.endsWith('.items') ? list.items : partOrSetting(it, 'id');

const amountWords = /\b(?:amount|total|value|sum|cost|price|worth|charge)\b/i;
/** What becomes of a thing is no part of it: `an order is placed over $500`. */
const happened =
  /\b(?:(?:is|are|was|were|gets?|has been|have been)\s+)?(?:placed|received|submitted|arrives?|arrived)\b|\b(?:comes?|came) in\b|\bthere (?:is|are|was|were)\b/gi;
const pronoun = /^(?:it|this|that|they|he|she|there|the result|the answer|result|answer|which|)$/i;

/** What a thing cannot tell, a setting of that name does. */
function partOrSetting(thing: Thing, name: string): string {
  const isTold = !thing.only || thing.only.includes(name);
  return isTold ? part(thing, name) : `{{env.${name.replaceAll(/[A-Z]/g, '_$&').toUpperCase()}}}`;
}

/** Where the value lies that the words before an operator name. */
function fieldOf(words: string, scope: Scope, isMoney = false): string {
  const bare = words
    .replace(/^.*\b(?:if|when|whose|where|and|with)\s+/i, '')
    .replaceAll(
      /\b(?:the|an?|its|their|his|her|our|my|any|every|each|new|stripe|incoming|all|of|in|on|for|has|have|having|also)\b/gi,
      ' ',
    )
    .replaceAll(happened, ' ')
    .replaceAll(/'s\b/g, '')
    .replaceAll(/⟨\w+⟩/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const { it, about, answerOf } = scope;
  const isThing =
    pronoun.test(bare) ||
    [about.noun, about.table, about.table.replace(/s$/, ''), it.noun, it.table].includes(bare.toLowerCase());
  // A customer who was looked up has no amount of their own.
  const isOwn = it === about || (it.noun === 'customer' && about.fields.amount !== undefined);
  if (isMoney && (isThing || amountWords.test(bare)) && isOwn) return partOrSetting(about, 'amount');
  if (isMoney && amountWords.test(bare) && it.fields.amount) return part(it, 'amount');
  if (isThing && scope.text) return scope.text;
  if (isThing && isMoney) return partOrSetting(it, 'amount');
  if (isThing) return partOrSetting(it, 'status');
  if (answerOf && it.at.startsWith(`${answerOf}.`) && /\bstatus(?: code)?$/i.test(bare))
    return `{{${answerOf}.status}}`;
  const own = `(?:${about.noun}|${about.table}|${it.noun})`;
  const noun = new RegExp(String.raw`^${own}\s+|\s+${own}$`, 'i');
  const name = camelCase(bare.replace(noun, '')) || 'status';
  const owner = scope.it.only && !scope.it.only.includes(name) ? about : it;
  return partOrSetting(owner, name);
}

const numberAfter =
  /^(?:than |to |of )?([$€£¥₹]?\s?\d[\d,]*(?:\.\d+)?\s?k?(?:\s?(?:[€£%]|dollars?|bucks|usd|euros?|eur|pounds?|gbp|yen|jpy|chf|francs|cad|aud|rupees|inr)\b)?)/i;

/** `is 3 days late` tells when, and not how many. */
const isAge = /^\d+\s+(?:hour|day|week|month)s?\s+(?:late|overdue|past|ago)\b/i;

function numericComparison(text: string, scope: Scope): FoundComparison | undefined {
  for (const [op, pattern] of numeric) {
    const match = pattern.exec(text);
    if (!match) continue;
    const after = text.slice(match.index + match[0].length);
    const [words, digits] = numberAfter.exec(after) ?? [];
    const money = digits ? readMoney(digits) : undefined;
    if (!words || !money || isAge.test(after)) continue;
    const before = text.slice(0, match.index);
    const left = fieldOf(before, scope, true);
    const isStripes = scope.about.isStripes && left === part(scope.about, 'amount');
    return {
      left,
      op,
      right: String(isStripes ? minorUnits(money) : money.amount),
      isNegated: false,
      rest: `${before} ${after.slice(words.length).replace(/^ or more\b/i, '')}`
        .replaceAll(/\s+/g, ' ')
        .trim(),
    };
  }
  return undefined;
}

function rightSide(words: string, read: ReadText): string {
  const [quoted] = [
    ...literalsIn(words, read, 'quote'),
    ...literalsIn(words, read, 'mail'),
    ...literalsIn(words, read, 'address'),
  ];
  return (
    quoted ??
    words
      .replaceAll(/⟨\w+⟩/g, '')
      .replace(/^(?:an?|the|either)\s+/i, '')
      .trim()
      .slice(0, 200)
  );
}

function verbalComparison(text: string, scope: Scope, read: ReadText): FoundComparison | undefined {
  for (const [op, pattern, isNegated = false] of verbal) {
    const match = pattern.exec(text);
    if (!match) continue;
    const right = rightSide(text.slice(match.index + match[0].length), read);
    const left = fieldOf(text.slice(0, match.index), scope);
    // What a model answers is rarely one word alone.
    const asText = op === '==' && left === scope.text ? 'contains' : op;
    if (right) return { left, op: asText, right, isNegated, rest: '' };
  }
  return undefined;
}

/** Reads a comparison with a number from within a clause: `a payment over $100 succeeds`. */
export const readAmountComparison = numericComparison;

/** What a clause compares. */
export function readComparison(text: string, scope: Scope, read: ReadText): FoundComparison | undefined {
  return numericComparison(text, scope) ?? presence(text, scope) ?? verbalComparison(text, scope, read);
}
