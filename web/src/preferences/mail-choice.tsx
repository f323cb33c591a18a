import { useId } from 'react';
import type { Preferences } from '../../../lib/contract/preference-routes.ts';

type Emails = Preferences['emails'];

const kinds: readonly { name: keyof Emails; words: string }[] = [
  { name: 'receipts', words: 'Receipts of payments and renewals' },
  { name: 'product', words: 'News of Cue and of your credits' },
];

interface Props {
  emails: Emails;
  onChange: (emails: Emails) => void;
}

export function MailChoice({ emails, onChange }: Props) {
  const note = useId();
  return (
    <fieldset aria-describedby={note}>
      <legend className="font-semibold">Mails</legend>
      {kinds.map(({ name, words }) => (
        <label key={name} className="flex min-h-11 cursor-pointer items-center gap-3">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-accent"
            checked={emails[name]}
            onChange={({ target }) => onChange({ ...emails, [name]: target.checked })}
          />
          {words}
        </label>
      ))}
      <p id={note} className="text-xs text-muted">
        Always mailed: a payment that failed, a change or the end of your plan or trial, and money that comes
        back.
      </p>
    </fieldset>
  );
}
