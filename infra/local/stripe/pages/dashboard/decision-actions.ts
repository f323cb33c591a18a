import { decideDispute, decideRefund } from '../../control/outcomes.ts';
import { moneyText } from '../../money-text.ts';
import { disputes } from '../../objects/dispute.ts';
import { refunds } from '../../objects/refund.ts';
import { choice } from '../../parameters/checks.ts';
import { actionRoute } from './action.ts';
import { paymentAddress } from './payment.ts';
import { inWords } from './state-badge.ts';

const refundOutcomes = choice(['succeeded', 'failed', 'canceled']);
const disputeOutcomes = choice(['won', 'lost', 'warning_closed', 'escalated']);

const refundDecision = actionRoute({
  path: '/refunds/:id/settle',
  back: (scene, id) => addressOfPayment(refunds.find(scene.store, id)),
  act(scene, { id, form }) {
    const refund = decideRefund(scene, id, refundOutcomes.read(form.outcome ?? '', 'outcome'));
    return `The refund of ${moneyText(refund.amount, refund.currency)} is now: ${inWords(refund.status)}.`;
  },
});

const disputeDecision = actionRoute({
  path: '/disputes/:id/settle',
  back: (scene, id) => addressOfPayment(disputes.find(scene.store, id)),
  act(scene, { id, form }) {
    const dispute = decideDispute(scene, id, disputeOutcomes.read(form.outcome ?? '', 'outcome'));
    return `The dispute of ${moneyText(dispute.amount, dispute.currency)} is now: ${inWords(dispute.status)}.`;
  },
});

function addressOfPayment(of: { payment_intent: unknown } | undefined): string {
  return typeof of?.payment_intent === 'string' ? paymentAddress(of.payment_intent) : '/payments';
}

/** How what is on its way ends. */
export const decisionActions = [refundDecision, disputeDecision];
