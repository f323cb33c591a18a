import { BookOpen } from 'lucide-react';
import { Link } from 'react-router';
import { apiBaseUrl } from '../api/base-url.ts';
import { Button } from '../components/button.tsx';
import { Panel } from '../components/panel.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { Snippet } from './snippet.tsx';
import { snippets } from './snippets.ts';

/** Where the API is told of: its reference, and the first calls. */
export function DevelopersPage() {
  return (
    <div className="page-width max-w-4xl py-8 sm:py-12">
      <PageHeading>Developers</PageHeading>
      <p className="pt-1 text-muted">What these pages do, a program can do too: they call the same API.</p>
      <div className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button asChild look="primary" size="lg">
          <a href={`${apiBaseUrl}/api/docs`}>
            <BookOpen className="size-4" aria-hidden="true" /> API reference
          </a>
        </Button>
        <a href={`${apiBaseUrl}/api/openapi.json`} className="link py-3">
          OpenAPI document
        </a>
      </div>
      <div className="grid gap-6 pt-8">
        <FirstCalls />
        <Metering />
        <FrontEnds />
      </div>
    </div>
  );
}

const { balance, generate, hold, settle } = snippets(apiBaseUrl || window.location.origin);
const inPanel = 'space-y-3 border-t border-line p-4 sm:px-6';

function FirstCalls() {
  return (
    <Panel
      title="Call Cue with an API key"
      about={
        <>
          Make one under{' '}
          <Link to="/account/keys" className="link">
            Keys and widget
          </Link>
          , with the scopes that your program needs. It goes into the header, never into an address.
        </>
      }
    >
      <div className={inPanel}>
        <h3>What there is to spend</h3>
        <Snippet text={balance} what="the call for the balance" />
        <h3 className="pt-2">A workflow from a sentence</h3>
        <Snippet text={generate} what="the call for a workflow" />
      </div>
    </Panel>
  );
}

function Metering() {
  return (
    <Panel
      title="Meter what you cannot price before"
      about="Hold the most that something can cost, do it, and settle what was used. The rest is available again at once; a hold that nobody settles expires."
    >
      <div className={inPanel}>
        <h3>Hold</h3>
        <Snippet text={hold} what="the call for a hold" />
        <h3 className="pt-2">Settle</h3>
        <Snippet text={settle} what="the call that settles" />
        <p className="text-muted">
          402 says that too few credits are available. Send an Idempotency-Key with whatever moves credits:
          the same key never moves them twice.
        </p>
      </div>
    </Panel>
  );
}

function FrontEnds() {
  return (
    <Panel
      title="Bring a front end of your own"
      about="A front end at an origin that this Cue knows signs people in with cookies, as these pages do. One with a sign-in of its own sends its JWT in the header instead."
    >
      <p className={inPanel}>
        Answers that are no success are problem details (RFC 9457): show{' '}
        <code className="font-mono text-xs">detail</code>, decide by{' '}
        <code className="font-mono text-xs">code</code>.
      </p>
    </Panel>
  );
}
