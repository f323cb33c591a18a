import { expect, test } from '@jest/globals';
import { actWords } from './act-words.ts';

test.each([
  [{ act: 'grantCredits', credits: 1_000, events: null }, 'Granted 1,000 credits to'],
  [{ act: 'clawBackCredits', credits: -1, events: null }, 'Clawed back 1 credit from'],
  [{ act: 'redriveEvents', credits: null, events: 1 }, 'Put back 1 event'],
  [{ act: 'redriveEvents', credits: null, events: 25 }, 'Put back 25 events'],
] as const)('%j is told as %j', (told, words) => {
  expect(actWords(told, 'en')).toBe(words);
});
