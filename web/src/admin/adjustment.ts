export type AdjustmentKind = 'grant' | 'clawBack';

export const kinds = {
  grant: { verb: 'Grant', preposition: 'To' },
  clawBack: { verb: 'Claw back', preposition: 'From' },
} as const;

const mostCredits = 1_000_000;

/** What the form asks for; undefined while it is not whole. */
export function adjustmentOf(
  kind: AdjustmentKind,
  count: string,
  reason: string,
): { credits: number; reason: string } | undefined {
  const digits = count.replaceAll(/[\s,'’]/g, '');
  const credits = /^\d{1,7}$/.test(digits) ? Number(digits) : 0;
  if (credits < 1 || credits > mostCredits || reason.trim() === '') return undefined;
  return { credits: kind === 'grant' ? credits : -credits, reason: reason.trim() };
}
