import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import { credentialsQuery } from '../credentials/credentials-query.ts';
import { serviceWords } from '../credentials/services.ts';
import { type CredentialNeed, credentialNeeds } from './credential-needs.ts';
import { useEditing } from './editor-context.ts';

const states = {
  kept: { words: 'saved', icon: CircleCheck, color: 'text-accent' },
  refused: { words: 'saved, but refused', icon: TriangleAlert, color: 'text-warn' },
  missing: { words: 'not saved yet', icon: CircleDashed, color: '' },
} as const;

/** Which credentials the steps use, and which of them the person keeps here; nothing until that is known. */
export function CredentialList() {
  const { graph } = useEditing().state.present;
  const credentials = useQuery(credentialsQuery).data;
  const needs = credentials ? credentialNeeds(graph, credentials) : [];
  if (needs.length === 0) return null;
  const isWhole = needs.every(({ state }) => state === 'kept');
  return (
    <div className="text-xs text-muted">
      <p className="pb-1 font-semibold text-ink">Credentials</p>
      <ul className="space-y-1">
        {needs.map((need) => (
          <Need key={need.service} need={need} />
        ))}
      </ul>
      <Link to="/account/credentials" className="link inline-block py-1 pointer-coarse:py-2.5">
        {isWhole ? 'See your credentials' : 'Add what is missing'}
      </Link>
    </div>
  );
}

function Need({ need: { service, state } }: { need: CredentialNeed }) {
  const { words, icon: Icon, color } = states[state];
  return (
    <li className="flex items-center gap-2">
      <Icon className={`size-4 shrink-0 ${color}`} aria-hidden="true" />
      <span>
        {serviceWords[service].name}: {words}
      </span>
    </li>
  );
}
