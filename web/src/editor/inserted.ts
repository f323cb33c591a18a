/** A text with a reference at the cursor, or at its end when nobody is in the field. */
export function inserted(
  input: Pick<HTMLInputElement, 'selectionStart' | 'selectionEnd'> | null,
  text: string,
  reference: string,
): string {
  const from = input?.selectionStart ?? text.length;
  const to = input?.selectionEnd ?? from;
  return text.slice(0, from) + reference + text.slice(to);
}
