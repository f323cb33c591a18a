import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ApiError, hasCode, messageOf } from '../api/api-error.ts';
import { plansQuery, userQuery } from '../api/queries.ts';
import { CreditsNeeded } from '../buy/credits-needed.tsx';
import { Banner } from '../components/banner.tsx';
import { waitWords } from '../format/wait.ts';
import { loginPath } from '../sign-in/return-to.ts';

/** Why a sentence did not become a workflow, apart from what is wrong with the sentence itself. */
export function GenerationFailure({ error }: { error: unknown }) {
  const cost = useQuery(plansQuery).data?.costs.generate ?? 1;
  if (error === null || sentenceFault(error) !== undefined) return null;
  if (hasCode(error, 'insufficient_credits'))
    return <CreditsNeeded what="Nothing was generated." cost={cost} />;
  if (error instanceof ApiError && error.status === 429) return <TooMany error={error} />;
  if (isLost(error)) return <Lost error={error} />;
  return (
    <Banner tone="danger" title="Nothing was generated, and nothing was charged.">
      {messageOf(error)}
    </Banner>
  );
}

/** No answer came, so it may have been generated, and paid for, all the same. */
export const isLost = (error: unknown) => hasCode(error, 'timeout', 'unreachable', 'gateway');

function Lost({ error }: { error: unknown }) {
  return (
    <Banner tone="danger" title="No workflow came back.">
      {messageOf(error)} The same sentence is never charged twice for that.
    </Banner>
  );
}

/** What is said at the field: the text is no workflow, too long, or not there. */
export function sentenceFault(error: unknown): string | undefined {
  const isOfSentence = hasCode(error, 'not_a_workflow', 'invalid_field', 'missing_field');
  return isOfSentence ? messageOf(error) : undefined;
}

function TooMany({ error }: { error: ApiError }) {
  const signedIn = Boolean(useQuery(userQuery).data);
  const wait = error.retryAfterSeconds;
  return (
    <Banner tone="warn" title={messageOf(error)}>
      {wait !== undefined && <>You can generate again {waitWords(wait, new Date())}. </>}
      {!signedIn && (
        <Link to={loginPath('/')} className="link">
          Sign in
        </Link>
      )}
    </Banner>
  );
}
