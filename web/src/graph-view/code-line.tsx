import { memo } from 'react';
import { classNames } from '../components/class-names.ts';
import type { Token } from './code-lines.ts';

// Of what the highlighter names, only what helps the eye.
const looks: Readonly<Record<string, string>> = {
  'hljs-keyword': 'text-ai',
  'hljs-literal': 'text-ai',
  'hljs-string': 'text-accent',
  'hljs-regexp': 'text-accent',
  'hljs-subst': 'text-ink',
  'hljs-number': 'text-warn',
  'hljs-comment': 'text-muted',
  'hljs-meta': 'text-muted',
};

const lookOf = ({ scopes }: Token) =>
  scopes.flatMap((names) => names.split(' ').flatMap((name) => looks[name] ?? [])).at(-1);

interface Props {
  number: number;
  tokens: readonly Token[];
  lit: boolean;
  onPoint: (line: number) => void;
}

/** Every edit brings new ones, of which hardly any line differs. */
const sameTokens = (some: readonly Token[], others: readonly Token[]) =>
  some.length === others.length &&
  some.every(({ text, scopes }, index) => {
    const other = others[index];
    return text === other?.text && scopes.join() === other.scopes.join();
  });

export const CodeLine = memo(
  function CodeLine({ number, tokens, lit, onPoint }: Props) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: pointing only lights up the matching node, which does the same by keyboard.
      <span
        data-line={number}
        data-lit={lit || undefined}
        onMouseEnter={() => onPoint(number)}
        className={classNames(
          'flex border-l-3 pr-4 transition-colors duration-150',
          lit ? 'border-accent bg-accent-soft' : 'border-transparent',
        )}
      >
        <span aria-hidden="true" className="w-10 shrink-0 pr-4 text-right text-muted select-none">
          {number}
        </span>
        <span className="whitespace-pre">
          {tokens.map((token, index) => {
            const look = lookOf(token);
            if (look === undefined) return token.text;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a token has no identity but its place.
              <span key={index} className={look}>
                {token.text}
              </span>
            );
          })}
          {'\n'}
        </span>
      </span>
    );
  },
  // What pointing does is the same for each line, and new with each.
  (before, after) =>
    sameTokens(before.tokens, after.tokens) && before.lit === after.lit && before.number === after.number,
);
