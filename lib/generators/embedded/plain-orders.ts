import { baseOfGerund, baseOfParticiple, baseOfThirdPerson } from './verbs.ts';

/** Ways of asking that change nothing. */
const courtesies: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:hi|hello|hey|dear \w+|good (?:morning|day|evening))(?: there| all| team)?\s*[,!.]\s*/i, ''],
  [/\b(?:please|pls|kindly)\b,?/gi, ''],
  [/\b(?:back up|backup)\b/gi, 'save'],
  [
    /\b(?:let|keep) (me|us|them|him|her|(?:the|our|my) [\w ]{2,24}?) (?:know|posted|informed)\b/gi,
    'notify $1',
  ],
  [/\b(it|he|she|that)'s\b/gi, '$1 is'],
  [/\b(?:drop|shoot) (me|us|them|him|her|the \w+) (?:a line|an? e-?mail|a mail)\b/gi, 'email $1'],
  [/\bpage (me|us|the \w+)\b/gi, 'ping $1'],
  [/\bi(?:'d| would)?(?: like| want| need)? to know\b/gi, 'notify me'],
  [
    /\b(?:i|we)(?:'d| would)? (?:like|want|love|need|wish)(?: you| it)? to (?:be|get) (notified|informed|alerted|told|emailed|reminded|messaged|pinged|mailed|texted)\b/gi,
    'be $1',
  ],
  [/\b(?:can|could|will|would) (?:you|we|i|it)\b(?: please)?/gi, ''],
  [/\b(?:i|we)(?:'d| would)? (?:like|want|love|need|wish)(?: you| it| cue)? to\b/gi, ''],
  [/\b(?:make sure|see to it)(?: that| to)?(?: you| we| it)?\b/gi, ''],
  [
    /\b(?:it|this|the (?:workflow|automation)|you|we) (?:should|must|shall|will|needs? to|has to|have to)\b(?! be\b)/gi,
    '',
  ],
];

const builder =
  /\b(?:(?:i|we)(?:'d| would)? (?:like|want|need) |(?:set up|setup|create|build|make|write|give|design|generate|develop)(?: (?:me|us|up))? )(?:an? |some |the )?(?:simple |small |new |little )?(?:work-?flow|automation|bot|something|script|zap|flow|process|tool|program|system|pipeline|integration|app)\b(?: (?:that|which|to|for|where))?/i;

const starts = /(^\s*|,\s*|\band (?:also |then )?|\bthen )([a-z-]+)\b/gi;

function toImperative(text: string): string {
  return text.replaceAll(starts, (whole, before, word) => {
    const base = baseOfThirdPerson(word);
    return base ? `${before}${base}` : whole;
  });
}

const passiveMe =
  /\b(?:be|get) (notified|informed|alerted|told|emailed|reminded|messaged|pinged|mailed|texted)\b/gi;
const passive =
  /(^|[,:;.!?→]\s*|\b(?:then|otherwise|else)\s+)((?:(?!\b(?:if|when|whenever|and)\b)[^,:;.!?→]){2,120}?)\s+(?:should|must|shall|has to|have to|needs? to|ought to|is to|are to)(?: also| then| always)? (?:be|get) (\w+)\b/gi;
const getting =
  /(^|[,:;.!?→]\s*)((?:(?!\b(?:if|when|whenever|and|should|must)\b)[^,:;.!?→]){2,120}?)\s+(?:(?:should|must|shall|will)(?: also)? (?:get|receive)|gets|receives)\s+(?=an?\b|the\b|his\b|their\b)/gi;

const asksBefore =
  /(\b(?:approv\w*|permission|confirm\w*|sign-?off|go-ahead)\b[^.;!?]*?),? before (\w+ing)\b/gi;

/** The same wish as a plain order: `payments should be saved` is `save payments`. */
export function plainOrders(sentence: string): string {
  let text = sentence;
  const isBuilt = builder.test(text);
  text = text.replace(builder, '');
  for (const [pattern, plain] of courtesies)
    text = text.replaceAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`), plain);
  if (isBuilt) text = toImperative(text);
  return text
    .replaceAll(asksBefore, (whole, asked, doing) =>
      baseOfGerund(doing) ? `${asked}, then ${baseOfGerund(doing)}` : whole,
    )
    .replaceAll(passiveMe, (whole, participle) =>
      baseOfParticiple(participle) ? `${baseOfParticiple(participle)} me` : whole,
    )
    .replaceAll(passive, (whole, before, subject, participle) => {
      const base = baseOfParticiple(participle);
      return base ? `${before}${base} ${subject}` : whole;
    })
    .replaceAll(getting, '$1send $2 ')
    .replaceAll(/\s{2,}/g, ' ');
}
