import fc from 'fast-check';

/** What breaks code that pastes texts instead of writing them as literals, and what people write in all languages. */
const hostile = [
  '"; process.exit(1); //',
  "'; import os; os.system('false') #",
  '"""',
  "'''",
  '`$\u007bprocess.exit(1)}`',
  '{__import__("os")}',
  '{0}%s%(name)s$1$&',
  '\\',
  '\\"\\n\\u0041\\x41\\N{BULLET}',
  '*/ throw 1 /*',
  '-->\n<script>alert(1)</script>',
  '# not a comment',
  '\r\n\t\u2028\u2029\u0085\u000b\u007f\u001b[31m',
  '\u202eright to left\u202c\ufeff',
  'naïve façade, Größe, 東京, 👩‍👩‍👧, e\u0301',
  '__proto__',
  'constructor',
  'None',
  'undefined',
  '',
  ' ',
  '{',
  '}',
  'it\'s 5 > 3 && "so" on',
];

/** Holds no reference: double braces are apart. */
export const hostileTexts = fc
  .oneof(
    fc.constantFrom(...hostile),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ maxLength: 30 }),
  )
  .map((text) => text.replaceAll('\0', '').replace(/([{}])(?=[{}])/g, '$1 '));

/** Of hostile words and references in any mixture, never empty. */
export const textsWith = (references: readonly string[]) =>
  fc
    .array(references.length > 0 ? fc.oneof(hostileTexts, fc.constantFrom(...references)) : hostileTexts, {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join(' ') || 'empty');

export const linesWith = (references: readonly string[]) =>
  textsWith(references).map((text) => text.replace(/\p{Cc}/gu, '') || 'empty');
