import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { userQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { useToast } from '../components/toasts.tsx';
import { type ReturnMessage, returnMessage, withoutReturnParameters } from './return-message.ts';

/** Says what a redirect brought back, then leaves the address clean. */
export function ReturnNotice() {
  const [parameters, setParameters] = useSearchParams();
  const { pathname } = useLocation();
  const [shown, setShown] = useState<{ message: ReturnMessage; on: string } | null>(null);
  const toast = useToast();
  const user = useQuery(userQuery).data;

  useEffect(() => {
    const message = returnMessage(parameters);
    if (message === null) return;
    if (message.kind === 'toast') toast(message.title);
    else setShown({ message, on: pathname });
    setParameters(withoutReturnParameters(parameters), { replace: true });
  }, [parameters, pathname, setParameters, toast]);

  if (shown === null || shown.on !== pathname) return null;
  return (
    <div className="page-width pt-4">
      <Banner tone="danger" title={shown.message.title} onDismiss={() => setShown(null)}>
        {shown.message.detail}{' '}
        {user === null && (
          <Link to="/login" className="link">
            Sign in
          </Link>
        )}
      </Banner>
    </div>
  );
}
