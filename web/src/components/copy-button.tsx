import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { useToast } from './toasts.tsx';

interface Props {
  text: string;
  /** What is copied, "the key": for the button's name and for when the browser refuses. */
  what: string;
  /** Beside other things, where copying is not what the page is about. */
  quiet?: boolean;
}

/** Copies, and says that it did until something else is copied. */
export function CopyButton({ text, what, quiet = false }: Props) {
  const [copied, setCopied] = useState<string>();
  const toast = useToast();
  const isCopied = copied === text;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      // The browser says no, to a page that is not secure say: selecting by hand still works.
      toast(`Your browser did not copy ${what}. Select and copy it yourself.`, 'danger');
    }
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <Button
      size={quiet ? 'md' : 'lg'}
      look={quiet ? 'quiet' : 'secondary'}
      onClick={copy}
      aria-label={isCopied ? `Copied ${what}` : `Copy ${what}`}
    >
      <Icon className="size-4" aria-hidden="true" />
      {isCopied ? 'Copied' : 'Copy'}
    </Button>
  );
}
