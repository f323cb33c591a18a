import { AppError } from '../contract/errors.ts';

/** 402, in the sentence that clients match. */
export function insufficientCredits({ available, needed }: { available: number; needed: number }): AppError {
  return new AppError('insufficient_credits', `Insufficient credits. You have ${available}, need ${needed}`);
}
