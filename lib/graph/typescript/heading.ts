import { commentText } from './literal.ts';

const width = 95;

/** The comment at the top: what people asked for, and how to start it. */
export function heading(description: string, waitsFor: string): string {
  const sentence = commentText(description);
  const usage = `\`node workflow.ts\` ${waitsFor}; \`node workflow.ts --once\` runs it once.`;
  return [...(sentence === '' ? [] : [...wrapped(sentence), '']), ...wrapped(commentText(usage))]
    .map((line) => `// ${line}`.trimEnd())
    .join('\n');
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
