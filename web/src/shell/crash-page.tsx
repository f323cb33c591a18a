import { Button } from '../components/button.tsx';

/** The last resort, outside the layout: whatever broke may be in it. */
export function CrashPage() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-4 px-4">
      <title>Fault · Cue</title>
      <h1 className="text-xl">This page had a fault.</h1>
      <p className="text-muted">
        Nothing was charged or changed by it. Loading the page again usually helps.
      </p>
      <div className="flex gap-2">
        <Button look="primary" onClick={() => window.location.reload()}>
          Load again
        </Button>
        <Button asChild>
          <a href="/">Go to the front page</a>
        </Button>
      </div>
    </main>
  );
}
