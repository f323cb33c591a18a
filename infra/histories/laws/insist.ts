import { LawBroken } from '../scene.ts';

export function insist(holds: boolean, words: string): asserts holds {
  if (!holds) throw new LawBroken(words);
}

export const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
