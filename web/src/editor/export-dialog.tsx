import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Language, languages } from '../../../lib/graph/graph.ts';
import { ApiError, messageOf } from '../api/api-error.ts';
import { saveFile } from '../api/download.ts';
import { creditsQuery, plansQuery } from '../api/queries.ts';
import { buyPath } from '../buy/shortfall.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { languageNames } from '../graph-view/language-names.ts';
import { CredentialList } from './credential-list.tsx';
import { useEditing } from './editor-context.ts';
import { exportPrice } from './export-price.ts';
import { needsOf } from './needs.ts';
import { ProblemList } from './problem-list.tsx';
import { NotSaved, useExport } from './use-export.ts';

interface Props {
  workflowId: string;
  save: () => Promise<boolean>;
  onClose: () => void;
}

/** Says what the project is and what it costs, and then hands it out. */
export function ExportDialog({ workflowId, save, onClose }: Props) {
  const { state, checked } = useEditing();
  const [language, setLanguage] = useState(state.language);
  const balance = useQuery(creditsQuery);
  const costs = useQuery(plansQuery).data?.costs;
  const exporting = useExport(workflowId, save);
  const price = balance.data && costs && exportPrice(costs.export, balance.data);
  if (!checked) return <NotReady onClose={onClose} />;
  if (exporting.isSuccess) return <Done file={exporting.data} onClose={onClose} />;
  return (
    <Dialog
      title="Export as a project"
      onClose={onClose}
      actions={
        <>
          {price?.outcome === 'short' ? (
            <Button asChild look="primary" size="lg">
              <Link to={buyPath(price.missing)}>Buy credits</Link>
            </Button>
          ) : (
            <Button
              look="primary"
              size="lg"
              disabled={!price}
              busy={exporting.isPending}
              onClick={() => exporting.isPending || exporting.mutate(language)}
            >
              Export
            </Button>
          )}
          <Button size="lg" look="quiet" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        A zip with the code, a README, what it needs from its surroundings, and a test that passes offline.
      </p>
      <LanguageChoice language={language} onChange={setLanguage} />
      <Needs />
      {price ? (
        <p className="text-ink tabular-nums">{price.sentence}</p>
      ) : balance.isError ? (
        <p className="text-danger">Your balance could not be loaded. {messageOf(balance.error)}</p>
      ) : (
        <Skeleton className="h-5 w-56" />
      )}
      {exporting.isError && <Refused error={exporting.error} />}
    </Dialog>
  );
}

function NotReady({ onClose }: { onClose: () => void }) {
  const { state } = useEditing();
  return (
    <Dialog
      title="Not ready to export"
      onClose={onClose}
      actions={
        <Button look="primary" size="lg" onClick={onClose}>
          Back to the steps
        </Button>
      }
    >
      {state.present.graph.nodes.length === 0 ? <p>There are no steps yet.</p> : <ProblemList />}
    </Dialog>
  );
}

function Done({ file, onClose }: { file: Parameters<typeof saveFile>[0]; onClose: () => void }) {
  return (
    <Dialog
      title="Your project is in your downloads"
      onClose={onClose}
      actions={
        <>
          <Button look="primary" size="lg" onClick={onClose}>
            Done
          </Button>
          <Button size="lg" look="quiet" onClick={() => saveFile(file)}>
            Download it again
          </Button>
        </>
      }
    >
      <p>
        <code className="font-mono text-xs break-all text-ink">{file.name}</code>. Its README says how to run
        it.
      </p>
    </Dialog>
  );
}

function LanguageChoice({
  language,
  onChange,
}: {
  language: Language;
  onChange: (language: Language) => void;
}) {
  return (
    <fieldset className="flex gap-5">
      <legend className="pb-1 font-semibold text-ink">Language</legend>
      {languages.map((one) => (
        <label key={one} className="flex min-h-10 cursor-pointer items-center gap-2 text-ink">
          <input
            type="radio"
            name="language"
            className="size-4 accent-accent"
            checked={one === language}
            onChange={() => onChange(one)}
          />
          {languageNames[one]}
        </label>
      ))}
    </fieldset>
  );
}

function Needs() {
  const needs = needsOf(useEditing().state.present.graph);
  return (
    <>
      {needs.length > 0 && <p>To run it you need: {needs.join(', ')}.</p>}
      <CredentialsOfProject />
    </>
  );
}

function CredentialsOfProject() {
  const { nodes } = useEditing().state.present.graph;
  if (nodes.every(({ data }) => data.credentials.length === 0)) return null;
  return (
    <>
      <p>
        The project asks for its credentials in a file <code className="font-mono text-xs">.env</code>. Those
        that are saved with Cue are not put into the zip.
      </p>
      <CredentialList />
    </>
  );
}

function Refused({ error }: { error: Error }) {
  if (error instanceof NotSaved) {
    return <p className="text-danger">Nothing was charged. The workflow could not be saved first.</p>;
  }
  const fields = error instanceof ApiError ? error.fields : [];
  return (
    <div role="alert" className="text-danger">
      <p>Nothing was exported. {messageOf(error)}</p>
      <ul className="list-disc pl-5">
        {fields.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path}: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
