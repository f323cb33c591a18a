import { lazy, Suspense } from 'react';
import { Skeleton } from '../components/skeleton.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { RequireUser } from '../shell/require-user.tsx';

// Nearly nobody is an admin: what only admins see is loaded for them alone.
const AdminArea = lazy(async () => ({ default: (await import('./admin-area.tsx')).AdminArea }));

/** To everybody else there is nothing here. */
export function LazyAdminArea() {
  return (
    <RequireUser heading="Admin" waiting={<Waiting />}>
      {(user) =>
        user.isAdmin ? (
          <Suspense fallback={<Waiting />}>
            <AdminArea />
          </Suspense>
        ) : (
          <NotFoundPage />
        )
      }
    </RequireUser>
  );
}

function Waiting() {
  return (
    <div className="page-width py-8 sm:py-12">
      <PageHeading>Admin</PageHeading>
      <Skeleton className="mt-6 h-11" />
      <Skeleton className="mt-8 h-64 rounded-card" />
    </div>
  );
}
