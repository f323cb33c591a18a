import { width } from './layout.ts';
import { docstringText } from './literal.ts';

/** The docstring at the top: what people asked for, and how to start it. */
export function heading(description: string, waitsFor: string): string {
  const start = `\`python workflow.py\` ${waitsFor}; \`python workflow.py --once\` runs it once.`;
  const paragraphs = docstringText(`${description.trim() === '' ? '' : `${description.trim()}\n\n`}${start}`);
  return `"""${paragraphs.split('\n').map(wrapped).join('\n')}\n"""`;
}

function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    // Three characters of quotes stand before the first line.
    if (line !== '' && line.length + 1 + word.length > width - 3) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
