import type { Sentence } from './sentence.ts';
import { hostileSentences } from './sentences/hostile.ts';
import { laterSentences } from './sentences/later.ts';
import { logicalSentences } from './sentences/logic.ts';
import { startingSentences } from './sentences/starts.ts';
import { wordySentences } from './sentences/wordings.ts';

/** What people ask for, and what they mean by it. */
export const sentences: readonly Sentence[] = [
  ...startingSentences,
  ...logicalSentences,
  ...wordySentences,
  ...hostileSentences,
  ...laterSentences,
];
