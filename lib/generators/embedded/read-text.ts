export type LiteralKind = 'quote' | 'address' | 'mail' | 'cron' | 'event';

interface Literal {
  kind: LiteralKind;
  value: string;
}

/** A text in which everything that is to be taken to the letter stands as `⟨quote3⟩`, so that no rule reads into it. */
export interface ReadText {
  text: string;
  literals: readonly Literal[];
}

// The generator is called with at most this much (lib/contract/workflow-routes.ts); more would only cost time.
const longestText = 10_000;

const cron = /(?<![\w*/,-])(?:[*\d][\d*/,-]*\s+){4}[*\d][\d*/,-]*(?![\w*/])/g;

/** In this order: what stands in quotes is never looked into. */
const literalPatterns: readonly (readonly [LiteralKind, RegExp])[] = [
  ['quote', /"([^"]{1,4000})"/g],
  ['quote', /`([^`]{1,4000})`/g],
  ['quote', /(?<![\p{L}\p{N}])'([^']{1,4000})'(?![\p{L}\p{N}])/gu],
  ['mail', /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62}\.)+[a-z]{2,24}(?![\w-])/gi],
  ['address', /https?:\/\/[^\s⟨⟩<>]{1,2000}?(?=[.,;:!?)\]]*(?:\s|$|⟨))/gi],
  [
    'address',
    /(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|dev|app|co)(?:\/[\w./~-]*\w)?(?![\w-])/gi,
  ],
  ['event', /\b(?:payment_intent|charge|invoice|customer|checkout\.session)(?:\.[a-z_]+){1,3}\b/g],
  ['cron', cron],
];

/** Writing `{{` in a sentence makes no reference: what a node may refer to, only the generator knows. */
const withoutReferences = (value: string) => value.replaceAll('{{', '{ {').replaceAll('}}', '} }');

function literalOf(kind: LiteralKind, value: string): Literal {
  if (kind === 'quote' && new RegExp(`^${cron.source}$`).test(value.trim())) return { kind: 'cron', value };
  if (kind !== 'address') return { kind, value: withoutReferences(value) };
  const address = /^https?:/i.test(value) ? value : `https://${value}`;
  return { kind, value: withoutReferences(address) };
}

function evened(description: string): string {
  return (
    description
      .slice(0, longestText)
      .toWellFormed()
      .normalize('NFC')
      .replaceAll(/[⟨⟩\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .replaceAll(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
      .replaceAll(/[\u2018\u2019\u201a]/g, "'")
      .replaceAll(/\b([ap])\.\s?m\.?/gi, '$1m')
      .replaceAll(/\be\.g\.|\bi\.e\./gi, '')
      .replaceAll(/-{1,2}>|=>|→|➜|⇒/g, ' → ')
      .replaceAll(/\r?\n\s*(?:\d{1,2}[.)]|[-*•])?\s*/g, '\n')
      .replace(/^\s*(?:1[.)]|[-*•])\s+/, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they say nothing, and must not come into code
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
  );
}

export function readText(description: string): ReadText {
  const literals: Literal[] = [];
  const keep = (kind: LiteralKind, value: string) => {
    const literal = literalOf(kind, value);
    literals.push(literal);
    return `⟨${literal.kind}${literals.length - 1}⟩`;
  };
  let text = evened(description);
  for (const [kind, pattern] of literalPatterns)
    text = text.replaceAll(pattern, (whole, inner) => keep(kind, typeof inner === 'string' ? inner : whole));
  return { text: text.replaceAll(/\{\{|\}\}/g, ' '), literals };
}

const mark = /⟨([a-z]+)(\d+)⟩/g;

/** What was kept to the letter in a part of the text, in its order. */
export function literalsIn(part: string, { literals }: ReadText, kind: LiteralKind): string[] {
  return [...part.matchAll(mark)].flatMap(([, of, index]) => {
    const literal = of === kind ? literals[Number(index)] : undefined;
    return literal ? [literal.value] : [];
  });
}

/** A part of the text as it was written, for remarks. */
export function asWritten(part: string, { literals }: ReadText): string {
  return part.replaceAll(mark, (_, kind, index) => {
    const value = literals[Number(index)]?.value ?? '';
    return kind === 'quote' ? `"${value}"` : value;
  });
}
