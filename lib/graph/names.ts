import type { Program, Statement } from './program.ts';
import { statementsIn } from './statements.ts';

/** How a language writes a name of several words: `save_order` or `saveOrder`. */
export type Convention = 'snake' | 'camel';

/** What a program calls its values: a name for each, that is neither a keyword nor taken by anything else. */
export interface Names {
  /** The value of a node; `event` is the trigger's. */
  variable(nodeId: string): string;
  /** Whether one of the ways to a node was taken. */
  flag(flag: string): string;
}

/** Of both languages, so that a variable is called the same in both; and what reads badly as a variable. */
const keywords = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda match nonlocal not or pass raise return try while with yield type print list dict str int float
  bool set any all len range input open iter next object format id self services event run main
  abstract any arguments boolean case catch const constructor debugger declare default delete do enum eval export
  extends function get implements infer instanceof interface keyof let module namespace never new null number
  package private protected prototype public readonly require static string super switch symbol this throw true
  false typeof undefined unique unknown using var void process console fetch globalThis Infinity NaN`.split(
    /\s+/,
  ),
);

/** Ids that an editor counts up say nothing; the label does then. */
const countedId = /^([a-z]|node|step|id|item|action)?[-_]?\d+$/i;
const mostWords = 4;

/** Names for all values of a program; `taken` is what else the file declares. */
export function namesOf(program: Program, convention: Convention, taken: readonly string[]): Names {
  const used = new Set([...keywords, ...taken]);
  const statements = statementsIn(program.body);
  const variables = new Map([[program.trigger.nodeId, 'event']]);
  for (const statement of statements)
    if (!variables.has(statement.nodeId))
      variables.set(statement.nodeId, free(wordsOf(statement), convention, used));
  const flags = new Map<string, string>();
  for (const statement of statements)
    if (statement.kind === 'reached' && !flags.has(statement.flag))
      flags.set(statement.flag, free(['reached', ...wordsIn(statement.flag)], convention, used));
  return { variable: (nodeId) => known(variables, nodeId), flag: (flag) => known(flags, flag) };
}

function known(names: ReadonlyMap<string, string>, id: string): string {
  const name = names.get(id);
  if (name === undefined) throw new Error(`The program has nothing called ${id}`);
  return name;
}

function free(words: readonly string[], convention: Convention, used: Set<string>): string {
  const wanted = inConvention(words, convention);
  let name = wanted;
  for (let count = 2; used.has(name); count += 1)
    name = `${wanted}${convention === 'snake' ? '_' : ''}${count}`;
  used.add(name);
  return name;
}

function inConvention(words: readonly string[], convention: Convention): string {
  if (convention === 'snake') return words.join('_');
  const [first = '', ...more] = words;
  return first + more.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function wordsOf({ nodeId, label }: Statement): string[] {
  const fromLabel = countedId.test(nodeId) ? wordsIn(label) : [];
  const words = fromLabel.length > 0 ? fromLabel.slice(0, mostWords) : wordsIn(nodeId);
  return /^[a-z]/.test(words[0] ?? '') ? words : ['step', ...words];
}

/** Latin letters and digits only: accents are dropped, other scripts are left to the comment. */
function wordsIn(text: string): string[] {
  const plain = text.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '');
  const parted = plain.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return parted.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
