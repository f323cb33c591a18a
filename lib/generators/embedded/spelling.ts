/** The words that rules read: only they are mistyped in ways that matter. */
const vocabulary =
  'when whenever every weekday otherwise else unless approval approve payment payments succeeds succeeded fails failed stripe customer customers subscription subscriptions invoice invoices refund refunds refunded dispute disputed checkout receipt email dynamodb database table webhook discord slack message messages fetch github issues digest summary summarize order orders ship cancels cancelled canceled create save store send reminder notify schedule translate classify form submitted depending minutes hours monday tuesday wednesday thursday friday saturday sunday morning midnight welcome signup charge'.split(
    ' ',
  );
const known = new Set(vocabulary);

/** Slips in words too short or too common to be found by likeness. */
const slips: Record<string, string> = {
  wen: 'when',
  whn: 'when',
  evry: 'every',
  evrey: 'every',
  esle: 'else',
  elese: 'else',
  emial: 'email',
  emal: 'email',
  eamil: 'email',
  oder: 'order',
  odrer: 'order',
  slak: 'slack',
  sned: 'send',
  svae: 'save',
  teh: 'the',
  cancles: 'cancels',
  recipt: 'receipt',
  reciept: 'receipt',
};

/** Words of their own that are like one of ours. */
const notSlips = new Set(
  'then them there where never very ever even ordered custom customs costumer stripes striped striper ships shop slick black stack slacks save stove stare stored score safe saves sent sand sending fails falls file files failing charged charges changed change chance orders older border elder water later matter table tables cable able stable form from forms forum farm former send ends tend lend saved shave wave stripe send restore created creates great crate creating invoiced involve include friends every very emails tales sale sales else eels message massage messages massages fetched sketch match patch batch table payments paying repayment pavement signups single hours ours yours four house horse minute minutes minus morning mourning warning issue issued tissue tissues customer checkouts refunding forms discard discards accord'.split(
    ' ',
  ),
);

/** Whether one word becomes the other by one slip: a letter too many, too few, wrong, or two swapped. */
function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [left, right] = [one.slice(start), other.slice(start)];
  if (left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)) return true;
  return left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0];
}

/** The same word in another form is no slip. */
const isInflected = (one: string, other: string) =>
  /^(?:s|d|r)$/.test(
    other.startsWith(one) ? other.slice(one.length) : one.startsWith(other) ? one.slice(other.length) : '',
  );

const shortest = 5;

function corrected(word: string): string {
  const lower = word.toLowerCase();
  if (known.has(lower)) return word;
  const slip = Object.hasOwn(slips, lower) ? slips[lower] : undefined;
  if (slip) return slip;
  if (lower.length < shortest || notSlips.has(lower)) return word;
  if (vocabulary.some((one) => isInflected(lower, one))) return word;
  const candidates = vocabulary.filter((one) => one.length >= shortest && isOneSlip(lower, one));
  return candidates.length === 1 ? (candidates[0] ?? word) : word;
}

/** Forgives slips in the words that decide, where no other word can be meant. */
export function corrections(text: string): string {
  return text.replaceAll(/(?<![\p{L}\d⟨/@._-])[a-z]{3,14}(?![\p{L}\d⟩/@._-])/giu, corrected);
}
