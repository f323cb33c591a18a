import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { buyingQuery } from '../api/queries.ts';
import { BrandMark } from '../components/brand-mark.tsx';

const linkLook = 'underline underline-offset-3 hover:text-ink';

export function Footer() {
  const buying = useQuery(buyingQuery).data;
  return (
    <footer className="border-t border-line">
      <div className="page-width flex flex-wrap items-center gap-x-6 gap-y-2 py-6 text-xs text-muted">
        <span className="flex items-center gap-2">
          <BrandMark className="h-3 w-5" /> Cue
        </span>
        {buying !== false && <span>Payments by Stripe. Cue never sees your card.</span>}
        <span className="flex gap-6 sm:ml-auto">
          {buying !== false && (
            <Link to="/pricing" className={linkLook}>
              Pricing
            </Link>
          )}
          <Link to="/developers" className={linkLook}>
            Developers
          </Link>
        </span>
      </div>
    </footer>
  );
}
