import { expect, it } from '@jest/globals';
import hljs from 'highlight.js/lib/core';
import python from 'highlight.js/lib/languages/python';
import { nodeAtLine, tokenLines } from './code-lines.ts';

hljs.registerLanguage('python', python);
const linesOf = (code: string) => tokenLines(hljs.highlight(code, { language: 'python' }).value);
const textOf = (code: string) => linesOf(code).map((line) => line.map(({ text }) => text).join(''));

it('keeps every character of the code, whatever HTML means by it', () => {
  const code = `def run(a):\n    """It's <b>&amp; "quoted" &lt;\n    and goes on"""\n\n    return f"{a} < 'b' && </span>"\n`;
  expect(textOf(code).join('\n')).toBe(code);
});

it('keeps what a text is over the end of a line', () => {
  const lines = linesOf('"""one\ntwo"""');
  expect(lines[1]).toEqual([{ text: 'two"""', scopes: ['hljs-string'] }]);
});

it('finds the innermost node of a line', () => {
  const lines = [
    { nodeId: 'loop', from: 3, to: 9 },
    { nodeId: 'mail', from: 5, to: 6 },
  ];
  expect(nodeAtLine(lines, 5)).toBe('mail');
  expect(nodeAtLine(lines, 9)).toBe('loop');
  expect(nodeAtLine(lines, 2)).toBeUndefined();
});
