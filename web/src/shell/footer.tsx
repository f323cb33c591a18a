import { BrandMark } from '../components/brand-mark.tsx';

export function Footer() {
  return (
    <footer className="border-t border-line">
      <div className="page-width flex flex-wrap items-center gap-x-6 gap-y-2 py-6 text-xs text-muted">
        <span className="flex items-center gap-2">
          <BrandMark className="h-3 w-5" /> Cue
        </span>
        <span>Payments by Stripe. Cue never sees your card.</span>
        <a href="/api/openapi.json" className="underline underline-offset-3 hover:text-ink sm:ml-auto">
          API description (OpenAPI)
        </a>
      </div>
    </footer>
  );
}
