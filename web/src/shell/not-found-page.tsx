import { Link, useLocation } from 'react-router';
import { Button } from '../components/button.tsx';
import { PageHeading } from './page-heading.tsx';

export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <div className="page-width py-16 sm:py-24">
      <LooseEdge />
      <PageHeading title="Not found" className="pt-8 sm:text-2xl">
        This edge leads nowhere.
      </PageHeading>
      <p className="max-w-xl pt-3 text-base text-muted">
        There is no page at <code className="font-mono text-sm break-all text-ink">{pathname}</code>. It may
        have moved, or the address has a slip in it.
      </p>
      <div className="flex gap-2 pt-6">
        <Button asChild look="primary">
          <Link to="/">Go to the front page</Link>
        </Button>
        <Button asChild>
          <Link to="/account">Your account</Link>
        </Button>
      </div>
    </div>
  );
}

/** A node whose edge ends at a node that is not there. */
function LooseEdge() {
  return (
    <svg viewBox="0 0 340 72" className="h-18 w-85 max-w-full" fill="none" aria-hidden="true">
      <rect
        x="0.75"
        y="8.75"
        width="130"
        height="54"
        rx="8"
        className="fill-surface stroke-line"
        strokeWidth="1.5"
      />
      <path d="M2 16v40" className="stroke-trigger" strokeWidth="3" strokeLinecap="round" />
      <text x="18" y="41" className="fill-ink text-sm font-semibold">
        You are here
      </text>
      <path d="M131 36c34 0 40 0 74 0" className="stroke-accent" strokeWidth="2" strokeDasharray="5 5" />
      <rect
        x="209.75"
        y="8.75"
        width="130"
        height="54"
        rx="8"
        className="stroke-control"
        strokeWidth="1.5"
        strokeDasharray="5 5"
      />
      <text x="258" y="41" className="fill-muted font-mono text-sm">
        404
      </text>
    </svg>
  );
}
