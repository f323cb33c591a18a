import { CopyButton } from '../components/copy-button.tsx';

/** A call to copy. Long lines break, so that nothing scrolls sideways. */
export function Snippet({ text, what }: { text: string; what: string }) {
  return (
    <div className="flex flex-wrap items-start gap-2 rounded-input bg-sunken p-3">
      <code className="min-w-0 flex-1 basis-64 py-1.5 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
        {text}
      </code>
      <CopyButton text={text} what={what} quiet />
    </div>
  );
}
