import type Stripe from 'stripe';
import { emitUpdate } from '../events.ts';
import { disputes, isInquiry, type StoredDispute } from '../objects/dispute.ts';
import { type JobKind, schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';

/** As long as Stripe's test mode takes over the three texts below. */
const DECIDES_AFTER_SECONDS = 5;

interface DisputeAnswer {
  evidence: Partial<Stripe.Dispute.Evidence>;
  metadata: Record<string, string>;
  /** Evidence that is not submitted is kept for later. */
  submits: boolean;
}

export function answerDispute(scene: Scene, before: StoredDispute, answer: DisputeAnswer): StoredDispute {
  const evidence = { ...before.evidence, ...answer.evidence };
  const staged = {
    ...before,
    evidence,
    evidence_details: { ...before.evidence_details, has_evidence: hasContent(evidence) },
    metadata: answer.metadata,
  };
  const after = disputes.replace(scene.store, answer.submits ? submitted(scene, staged) : staged);
  emitUpdate(scene, 'charge.dispute.updated', { before, after });
  if (answer.submits) scheduleDecision(scene, after);
  return after;
}

function hasContent({ enhanced_evidence: _, ...texts }: Stripe.Dispute.Evidence): boolean {
  return Object.values(texts).some((value) => value !== null);
}

function submitted(scene: Scene, dispute: StoredDispute): StoredDispute {
  const { due_by, submission_count } = dispute.evidence_details;
  return {
    ...dispute,
    evidence_details: {
      ...dispute.evidence_details,
      past_due: due_by !== null && scene.nowSeconds() > due_by,
      submission_count: submission_count + 1,
      submission_method: 'manual',
    },
    status: isInquiry(dispute) ? 'warning_under_review' : 'under_review',
  };
}

/** In test mode these texts decide; any other leaves the dispute under review. */
function scheduleDecision(scene: Scene, dispute: StoredDispute): void {
  const jobs = isInquiry(dispute) ? inquiryJobs : chargebackJobs;
  const job = jobs[dispute.evidence.uncategorized_text ?? ''];
  const dueAtSeconds = scene.nowSeconds() + DECIDES_AFTER_SECONDS;
  if (job) schedule(scene, { kind: job, subject: dispute.id, dueAtSeconds });
}

const chargebackJobs: Record<string, JobKind> = {
  winning_evidence: 'disputeWon',
  losing_evidence: 'disputeLost',
};

const inquiryJobs: Record<string, JobKind> = {
  winning_evidence: 'inquiryClosed',
  losing_evidence: 'inquiryClosed',
  escalate_inquiry_evidence: 'inquiryEscalated',
};
