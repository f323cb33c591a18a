import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import { buyingQuery, userQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { ExampleFigure } from './example-figure.tsx';
import { PriceNote } from './price-note.tsx';

export function HomePage() {
  return (
    <div className="page-width py-10 sm:py-14">
      <div className="grid items-end gap-x-10 gap-y-6 pb-8 sm:pb-10 lg:grid-cols-[minmax(0,1fr)_auto]">
        <div>
          <PageHeading
            title="One sentence becomes a workflow"
            className="text-[34px] leading-10 tracking-[-0.018em] sm:text-2xl"
          >
            One sentence becomes a workflow.
          </PageHeading>
          <p className="max-w-xl pt-3 text-base text-muted">
            Say what should happen. Cue draws it as a graph you can check, and writes the code that runs it,
            on your own AWS account or your laptop.
          </p>
        </div>
        <Actions />
      </div>
      <ExampleFigure />
      <PriceNote />
    </div>
  );
}

function Actions() {
  const signedIn = Boolean(useQuery(userQuery).data);
  const buying = useQuery(buyingQuery).data !== false;
  return (
    <div className="flex flex-wrap gap-2">
      <Button asChild look="primary" size="lg">
        {signedIn ? (
          <Link to="/account">Open your account</Link>
        ) : (
          <Link to="/login">
            Sign in <ArrowRight className="size-4" aria-hidden="true" />
          </Link>
        )}
      </Button>
      {buying && (
        <Button asChild size="lg">
          <Link to="/credits">Buy credits</Link>
        </Button>
      )}
    </div>
  );
}
