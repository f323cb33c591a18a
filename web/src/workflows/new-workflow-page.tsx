import { PageHeading } from '../shell/page-heading.tsx';
import { RequireUser } from '../shell/require-user.tsx';
import { Beginnings } from './beginnings.tsx';
import { ListLoading } from './list-loading.tsx';

const heading = 'New workflow';

export function NewWorkflowPage() {
  const waiting = (
    <div className="page-width py-8 sm:py-12">
      <PageHeading>{heading}</PageHeading>
      <ListLoading />
    </div>
  );
  return (
    <RequireUser heading={heading} waiting={waiting}>
      {() => (
        <div className="page-width py-8 sm:py-12">
          <PageHeading className="pb-5">{heading}</PageHeading>
          <Beginnings autoFocus />
        </div>
      )}
    </RequireUser>
  );
}
