import { deletionWords } from '../../../lib/contract/account-data-routes.ts';
import type { User } from '../../../lib/contract/account-routes.ts';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { credits } from '../format/credits.ts';

/** What has to be typed: a slip of the mouse must not delete an account. */
export const confirmationOf = ({ email }: Pick<User, 'email'>): string => email ?? deletionWords;

export const isConfirmed = (user: Pick<User, 'email'>, typed: string): boolean =>
  typed.trim().toLowerCase() === confirmationOf(user).toLowerCase();

/** What becomes of the plan, if there is one. */
export function planSentence(
  subscription: Pick<SubscriptionAnswer, 'plan_name' | 'status'> | null | undefined,
): string | undefined {
  if (!subscription) return undefined;
  const { plan_name, status } = subscription;
  return status === 'trialing'
    ? `Your trial of ${plan_name} ends now. Your card is not charged.`
    : `${plan_name} ends now, without a refund for the rest of its period. Nothing more is charged.`;
}

/** What is lost that may have been paid for. */
export function creditsSentence(available: number | undefined, locale?: string): string | undefined {
  if (available === undefined || available <= 0) return undefined;
  return `Your ${credits(available, locale)} ${available === 1 ? 'is' : 'are'} lost.`;
}
