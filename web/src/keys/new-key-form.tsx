import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { Link } from 'react-router';
import type { KeyScope } from '../../../lib/contract/route.ts';
import { keyScopes } from '../../../lib/contract/route.ts';
import { ApiError, hasCode, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { keysQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import { expiryAfter, lifetimes, scopeWords } from './key-words.ts';

interface Props {
  onMade: (secret: string) => void;
  onClose: () => void;
}

export function NewKeyForm({ onMade, onClose }: Props) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly KeyScope[]>(['billing:read']);
  const [days, setDays] = useState<number | null>(null);
  const create = useCreate(onMade);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    create.mutate({ name, scopes: [...scopes], expiresAt: expiryAfter(days, new Date()) });
  };
  const faultOf = (field: string) =>
    create.error instanceof ApiError
      ? create.error.fields.find(({ path }) => path === field)?.message
      : undefined;
  return (
    <form noValidate onSubmit={submit} className="space-y-5 border-t border-line p-4 sm:px-6">
      <TextField
        label="Name"
        hint="What it is for: “Build server”, say."
        error={faultOf('name')}
        value={name}
        maxLength={60}
        autoComplete="off"
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <ScopeChoice scopes={scopes} onChange={setScopes} />
      {scopes.length === 0 && (
        <p className="text-xs text-danger">Choose at least one thing that it may do.</p>
      )}
      <LifetimeChoice days={days} onChange={setDays} />
      {create.isError && !faultOf('name') && <Refused error={create.error} />}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look="primary"
          size="lg"
          busy={create.isPending}
          disabled={name.trim() === '' || scopes.length === 0}
        >
          Make key
        </Button>
        <Button size="lg" look="quiet" onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}

function Refused({ error }: { error: Error }) {
  if (!hasCode(error, 'plan_required')) {
    return (
      <Banner tone="danger" title="No key was made.">
        {messageOf(error)}
      </Banner>
    );
  }
  return (
    <Banner tone="warn" title="API keys need another plan.">
      <Link to="/pricing" className="link">
        See the plans
      </Link>
    </Banner>
  );
}

interface ScopeProps {
  scopes: readonly KeyScope[];
  onChange: (scopes: KeyScope[]) => void;
}

function ScopeChoice({ scopes, onChange }: ScopeProps) {
  return (
    <fieldset>
      <legend className="pb-1 font-semibold">It may</legend>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {keyScopes.map((scope) => (
          <label key={scope} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={scopes.includes(scope)}
              onChange={({ target }) =>
                onChange(keyScopes.filter((one) => (one === scope ? target.checked : scopes.includes(one))))
              }
            />
            {scopeWords[scope]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface LifetimeProps {
  days: number | null;
  onChange: (days: number | null) => void;
}

function LifetimeChoice({ days, onChange }: LifetimeProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block pb-1.5 font-semibold">
        It expires
      </label>
      <select
        id={id}
        value={days ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
        className="h-11 w-full rounded-input border border-control bg-surface px-3 text-base sm:w-56 sm:text-sm"
      >
        {lifetimes.map((lifetime) => (
          <option key={lifetime.words} value={lifetime.days ?? ''}>
            {lifetime.words}
          </option>
        ))}
      </select>
    </div>
  );
}

function useCreate(onMade: Props['onMade']) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; scopes: KeyScope[]; expiresAt: string | null }) =>
      call('createKey', { body }),
    onSuccess: ({ key, secret }) => {
      client.setQueryData(keysQuery.queryKey, (keys) => [key, ...(keys ?? [])]);
      onMade(secret);
    },
  });
}
