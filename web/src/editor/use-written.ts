import { useState } from 'react';
import type { Json } from '../../../lib/graph/graph.ts';

/**
 * What is being written, as it is written: `1.` or a row without a name yet is no value, and a value that is read back
 * would be put in order under the cursor. Only a change from elsewhere, by undo say, replaces it.
 */
export function useWritten<Written>(
  value: Json | undefined,
  show: (value: Json | undefined) => Written,
  read: (written: Written) => Json | undefined,
): [written: Written, write: (written: Written) => Json | undefined] {
  const [kept, setKept] = useState({ written: show(value), value });
  const current =
    JSON.stringify(kept.value) === JSON.stringify(value) ? kept : { written: show(value), value };
  const write = (written: Written) => {
    const next = read(written);
    setKept({ written, value: next });
    return next;
  };
  return [current.written, write];
}
