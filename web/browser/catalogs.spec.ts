import { expect, test } from './clean-page.ts';
import { answerWith, changePlans } from './mocked-plan.ts';
import { signInWithoutPlan } from './subscriber.ts';

const free = { balance: 0, available: 0, held: 0, unlimited: false, tier: 'free' };

test('where every plan costs something, nobody is said to have the first of them', async ({ page }) => {
  const oneMonth = { interval: 'month', amount: 1900, currency: 'usd', price_id: 'price_1' } as const;
  await changePlans(page, ({ tier }) =>
    tier === 'FREE' ? { tier: 'freelancer', name: 'Freelancer', prices: [oneMonth], trial_days: 7 } : {},
  );
  await answerWith(page, { credits: free });
  await signInWithoutPlan(page, 'donald@example.com');
  await page.goto('/account/billing');
  const plan = page.getByRole('region', { name: 'Plan', exact: true });
  await expect(plan.getByRole('paragraph').first()).toHaveText('No plan');
  await expect(plan.getByRole('term').first()).toHaveText('Freelancer');
});
