import { isInquiry, isOpen, type StoredDispute } from '../../objects/dispute.ts';
import type { StoredRefund } from '../../objects/refund.ts';
import { html, type Markup } from '../html.ts';

/** What the bank can still make of a refund. */
export function refundForms({ id, status }: StoredRefund): Markup {
  if (status === 'pending')
    return decisions(`/refunds/${id}/settle`, [
      ['succeeded', 'Succeeds'],
      ['failed', 'Fails'],
      ['canceled', 'Cancel'],
    ]);
  return status === 'succeeded'
    ? decisions(`/refunds/${id}/settle`, [['failed', 'Fails after all']])
    : html``;
}

export function disputeForms(dispute: StoredDispute): Markup {
  if (!isOpen(dispute)) return html``;
  const address = `/disputes/${dispute.id}/settle`;
  return isInquiry(dispute)
    ? decisions(address, [
        ['warning_closed', 'Bank drops it'],
        ['escalated', 'Becomes a chargeback'],
      ])
    : decisions(address, [
        ['won', 'You win'],
        ['lost', 'You lose'],
      ]);
}

function decisions(address: string, outcomes: [string, string][]): Markup {
  return html`<form method="post" action="${address}" class="row">${outcomes.map(([outcome, title]) => html`<button class="plain slim" name="outcome" value="${outcome}">${title}</button>`)}</form>`;
}
