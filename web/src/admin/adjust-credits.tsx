import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { AdminPerson } from '../../../lib/contract/admin-user-routes.ts';
import { ApiError, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Panel } from '../components/panel.tsx';
import { TextField } from '../components/text-field.tsx';
import { useToast } from '../components/toasts.tsx';
import { credits as inCredits } from '../format/credits.ts';
import { displayName } from '../shell/person.ts';
import { type AdjustmentKind, adjustmentOf, kinds } from './adjustment.ts';
import { personQuery } from './admin-queries.ts';

/** Grants or claws back, after asking once more. */
export function AdjustCredits({ person }: { person: AdminPerson }) {
  const [kind, setKind] = useState<AdjustmentKind>('grant');
  const [count, setCount] = useState('');
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const adjust = useAdjust(person, () => {
    setCount('');
    setReason('');
    setAsking(false);
  });
  const wanted = adjustmentOf(kind, count, reason);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted) setAsking(true);
  };
  return (
    <Panel title="Credits" about="Grant some, or claw back what is available.">
      <form noValidate onSubmit={submit} className="space-y-4 border-t border-line p-4 sm:px-6">
        <KindChoice kind={kind} onChoose={setKind} />
        <TextField
          label="How many"
          value={count}
          inputMode="numeric"
          autoComplete="off"
          onChange={({ target }) => setCount(target.value)}
        />
        <TextField
          label="Reason"
          hint="The person reads it in their statement."
          value={reason}
          maxLength={200}
          autoComplete="off"
          onChange={({ target }) => setReason(target.value)}
        />
        <Button type="submit" size="lg" disabled={!wanted}>
          {kinds[kind].verb}…
        </Button>
      </form>
      {asking && wanted && (
        <Dialog
          title={`${kinds[kind].verb} ${inCredits(Math.abs(wanted.credits))}?`}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button
                look={kind === 'grant' ? 'primary' : 'danger'}
                size="lg"
                busy={adjust.isPending}
                onClick={() => adjust.isPending || adjust.mutate(wanted)}
              >
                {kinds[kind].verb} {inCredits(Math.abs(wanted.credits))}
              </Button>
              <Button size="lg" onClick={() => setAsking(false)}>
                Not now
              </Button>
            </>
          }
        >
          <p>
            {kinds[kind].preposition} {displayName(person.user)}, with the reason “{wanted.reason}”. It is
            noted in the audit trail.
          </p>
          {adjust.isError && (
            <Banner tone="danger" title="Nothing was changed.">
              {adjust.error instanceof ApiError && adjust.error.status === 0
                ? `${messageOf(adjust.error)} The same again is done once.`
                : messageOf(adjust.error)}
            </Banner>
          )}
        </Dialog>
      )}
    </Panel>
  );
}

interface ChoiceProps {
  kind: AdjustmentKind;
  onChoose: (kind: AdjustmentKind) => void;
}

function KindChoice({ kind, onChoose }: ChoiceProps) {
  return (
    <fieldset className="flex gap-4">
      <legend className="sr-only">What to do</legend>
      {(['grant', 'clawBack'] as const).map((value) => (
        <label key={value} className="flex h-10 cursor-pointer items-center gap-2">
          <input
            type="radio"
            name="adjustment"
            value={value}
            checked={kind === value}
            onChange={() => onChoose(value)}
            className="size-4 accent-accent"
          />
          {kinds[value].verb}
        </label>
      ))}
    </fieldset>
  );
}

interface Wanted {
  credits: number;
  reason: string;
}

/** Once for what is asked: trying again after a lost answer repeats the same Idempotency-Key. */
function useAdjust({ user: { id } }: AdminPerson, onDone: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  const attempt = useRef({ asked: '', idempotencyKey: '' });
  return useMutation({
    mutationFn: ({ credits, reason }: Wanted) => {
      const asked = JSON.stringify([credits, reason]);
      if (attempt.current.asked !== asked) attempt.current = { asked, idempotencyKey: crypto.randomUUID() };
      const { idempotencyKey } = attempt.current;
      return call('adjustCredits', { params: { id }, body: { credits, reason }, idempotencyKey });
    },
    onSuccess: ({ entry: { credits_delta: delta } }) => {
      attempt.current = { asked: '', idempotencyKey: '' };
      toast(`${inCredits(Math.abs(delta))} ${delta > 0 ? 'granted' : 'clawed back'}`);
      onDone();
      client.resetQueries({ queryKey: personQuery(id).queryKey });
    },
  });
}
