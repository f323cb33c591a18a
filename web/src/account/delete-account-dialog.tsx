import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { creditsQuery, subscriptionQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { TextField } from '../components/text-field.tsx';
import { useAccountUser } from './account-layout.tsx';
import { confirmationOf, creditsSentence, isConfirmed, planSentence } from './deletion-words.ts';

/** Says what goes, what stays and why, and has the person type who they are: there is no way back. */
export function DeleteAccountDialog({ onClose }: { onClose: () => void }) {
  const user = useAccountUser();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const form = useId();
  const remove = useDelete(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (remove.isPending || remove.isSuccess) return;
    const isRight = isConfirmed(user, typed);
    setFault(isRight ? undefined : `Type ${confirmationOf(user)} to confirm.`);
    if (isRight) remove.mutate();
  };
  return (
    <Dialog
      title="Delete your account?"
      onClose={onClose}
      actions={
        <>
          <Button
            type="submit"
            form={form}
            look="danger"
            size="lg"
            busy={remove.isPending || remove.isSuccess}
          >
            Delete my account
          </Button>
          <Button size="lg" onClick={onClose}>
            Keep my account
          </Button>
        </>
      }
    >
      <WhatBecomes />
      <form id={form} noValidate onSubmit={submit} className="pt-2 text-ink">
        <TextField
          label={`Type ${confirmationOf(user)} to confirm`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          {...(fault ? { error: fault } : {})}
        />
      </form>
      {remove.isError && (
        <Banner tone="danger" title="Your account was not deleted.">
          {messageOf(remove.error)}
        </Banner>
      )}
    </Dialog>
  );
}

function WhatBecomes() {
  const plan = planSentence(useQuery(subscriptionQuery).data);
  const lost = creditsSentence(useQuery(creditsQuery).data?.available);
  return (
    <>
      <p>
        You are signed out everywhere at once, and your API keys and widget stop working. There is no way
        back.
      </p>
      {(plan || lost) && <p className="font-semibold text-ink">{[plan, lost].filter(Boolean).join(' ')}</p>}
      <p>
        <strong className="text-ink">Erased:</strong> your profile, sign-in methods, devices, workflows,
        credentials, keys, widget, usage and the record of our mails.
      </p>
      <p>
        <strong className="text-ink">Kept, without your name:</strong> what was paid, granted and spent,
        because the books have to add up; and that you had a trial, as a code that nobody can read back.
      </p>
    </>
  );
}

function useDelete(confirm: string) {
  return useMutation({
    mutationFn: () => call('deleteAccount', { body: { confirm } }),
    onSuccess: () => {
      // What this tab keeps of unsaved workflows.
      sessionStorage.clear();
      // A whole new document: nothing about the person stays in this page's memory.
      window.location.assign('/goodbye');
    },
  });
}
