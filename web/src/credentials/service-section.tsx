import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import type { Credential } from '../../../lib/contract/credential-routes.ts';
import type { CredentialService } from '../../../lib/graph/graph.ts';
import { Button } from '../components/button.tsx';
import { CredentialForm } from './credential-form.tsx';
import { CredentialRow } from './credential-row.tsx';
import { serviceWords } from './services.ts';

interface Props {
  service: CredentialService;
  /** Those of this service. */
  credentials: readonly Credential[];
}

/** One service: what it is for, what is kept of it, and the way to more. */
export function ServiceSection({ service, credentials }: Props) {
  const id = useId();
  const [adding, setAdding] = useState(false);
  const { name, about, one, icon: Icon } = serviceWords[service];
  return (
    <section aria-labelledby={id} className="overflow-clip rounded-card border border-line bg-surface">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 p-4 sm:px-6">
        <div className="flex min-w-0 flex-1 basis-40 gap-3">
          <Icon className="mt-0.5 size-5 shrink-0" aria-hidden="true" />
          <div className="min-w-0 max-w-prose">
            <h2 id={id} className="text-base leading-6">
              {name}
            </h2>
            <p className="text-muted">{about}</p>
          </div>
        </div>
        {!adding && (
          <Button size="lg" onClick={() => setAdding(true)} aria-label={`Add ${one}`}>
            <Plus className="size-4" aria-hidden="true" />
            Add
          </Button>
        )}
      </div>
      {adding && (
        <CredentialForm
          service={service}
          taken={credentials.map((credential) => credential.name)}
          onClose={() => setAdding(false)}
        />
      )}
      {credentials.length > 0 && (
        <ul className="divide-y divide-line border-t border-line">
          {credentials.map((credential) => (
            <CredentialRow key={credential.name} credential={credential} />
          ))}
        </ul>
      )}
    </section>
  );
}
