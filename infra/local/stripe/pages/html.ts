import { htmlEscape } from 'escape-goat';

/** Text that is HTML already. Only {@link html} makes it, so whatever is plain text gets escaped on its way in. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Insertion = Markup | Markup[] | string | number | null | undefined | false;

export function html(strings: TemplateStringsArray, ...insertions: Insertion[]): Markup {
  const [first = '', ...rest] = strings;
  return new Markup(
    rest.reduce((soFar, string, index) => soFar + inserted(insertions[index]) + string, first),
  );
}

function inserted(insertion: Insertion): string {
  if (insertion instanceof Markup) return insertion.source;
  if (Array.isArray(insertion)) return insertion.map((one) => one.source).join('');
  return insertion === null || insertion === undefined || insertion === false
    ? ''
    : htmlEscape(String(insertion));
}

/** Our own constant text, such as a style sheet, that must not be escaped. */
export function verbatim(source: string): Markup {
  return new Markup(source);
}
