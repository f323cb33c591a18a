import { type FormEvent, useState } from 'react';
import type { CredentialService } from '../../../lib/graph/graph.ts';
import { ApiError, messageOf } from '../api/api-error.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import { nameFault, valueFaults } from './credential-words.ts';
import { serviceWords, type ValueField } from './services.ts';
import { useKeep } from './use-keep.ts';

interface Props {
  service: CredentialService;
  /** Of the one that is replaced; without it a new one is asked for. */
  name?: string;
  /** Names of this service that are there already. */
  taken: readonly string[];
  onClose: () => void;
}

/** What is typed here goes to the API and nowhere else: not into a draft, not into the browser's memory. */
export function CredentialForm({ service, name: replaced, taken, onClose }: Props) {
  const [name, setName] = useState(replaced ?? '');
  const [values, setValues] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const keep = useKeep(service, onClose);
  const { fields, one } = serviceWords[service];
  const wrongName = replaced === undefined ? nameFault(name.trim(), taken) : undefined;
  const isFilled = fields.every((field) => values[field.name]?.trim());
  const wrongValues = valueFaults(service, values);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (keep.isPending || wrongName || !isFilled || wrongValues.size > 0) return;
    keep.mutate({ name: name.trim(), values });
  };
  const refused = keep.error instanceof ApiError ? keep.error.fields : [];
  const faultOf = (field: string) =>
    (tried ? wrongValues.get(field) : undefined) ?? refused.find(({ path }) => path === field)?.message;
  return (
    <form
      noValidate
      onSubmit={submit}
      autoComplete="off"
      className="space-y-5 border-t border-line p-4 sm:px-6"
    >
      {replaced === undefined && (
        <TextField
          label="Name"
          hint="To tell it from others: “Main shop”, say."
          {...(tried && wrongName ? { error: wrongName } : {})}
          value={name}
          maxLength={40}
          autoComplete="off"
          autoFocus
          onChange={({ target }) => setName(target.value)}
        />
      )}
      {fields.map((field, index) => (
        <Value
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          fault={faultOf(field.name)}
          autoFocus={replaced !== undefined && index === 0}
          onChange={(value) => setValues((all) => ({ ...all, [field.name]: value }))}
        />
      ))}
      {keep.isError && refused.length === 0 && (
        <Banner tone="danger" title={`The ${one} was not saved.`}>
          {messageOf(keep.error)}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" size="lg" busy={keep.isPending} disabled={!isFilled}>
          {replaced === undefined ? 'Check and save' : 'Check and replace'}
        </Button>
        <Button size="lg" look="quiet" onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}

interface ValueProps {
  field: ValueField;
  value: string;
  fault: string | undefined;
  autoFocus: boolean;
  onChange: (value: string) => void;
}

function Value({ field: { name, label, hint, secret }, value, fault, autoFocus, onChange }: ValueProps) {
  return (
    <TextField
      label={label}
      hint={hint}
      {...(fault ? { error: fault } : {})}
      name={name}
      type={secret ? 'password' : 'text'}
      value={value}
      maxLength={2_048}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      autoFocus={autoFocus}
      className="[&_input]:font-mono"
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
