import type { Code } from '../../../lib/graph/program.ts';

/** A run of text and the highlighter's names for it, outermost first: `['hljs-string', 'hljs-subst']`. */
export interface Token {
  text: string;
  scopes: readonly string[];
}

const markup = /<span class="([^"]*)">|(<\/span>)|&(amp|lt|gt|quot|#x27);|([^<&]+)/g;
const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

/**
 * The highlighter's HTML as lines of tokens, so that it is never put into the page as HTML. It writes nothing but
 * spans with a class and these five references.
 */
export function tokenLines(html: string): Token[][] {
  const lines: Token[][] = [[]];
  const open: string[] = [];
  for (const [, scope, end, reference, plain] of html.matchAll(markup)) {
    if (scope !== undefined) open.push(scope);
    else if (end !== undefined) open.pop();
    else append(lines, plain ?? characters[reference ?? ''] ?? '', [...open]);
  }
  return lines;
}

function append(lines: Token[][], text: string, scopes: readonly string[]): void {
  const [first = '', ...others] = text.split('\n');
  addTo(lines.at(-1) ?? [], first, scopes);
  for (const line of others) {
    lines.push([]);
    addTo(lines.at(-1) ?? [], line, scopes);
  }
}

function addTo(line: Token[], text: string, scopes: readonly string[]): void {
  const last = line.at(-1);
  if (text === '') return;
  if (last?.scopes.join() === scopes.join()) line[line.length - 1] = { text: last.text + text, scopes };
  else line.push({ text, scopes });
}

/** The node that a line (from 1) is of: the innermost, where one lies in another's. */
export function nodeAtLine(lines: Code['lines'], line: number): string | undefined {
  const around = lines.filter(({ from, to }) => from <= line && line <= to);
  return around.sort((a, b) => a.to - a.from - (b.to - b.from))[0]?.nodeId;
}
