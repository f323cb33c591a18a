import { X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { Button } from '../components/button.tsx';

interface Props {
  name: string;
  onUndo: () => void;
  /** Time is up, or it was dismissed. */
  onClose: () => void;
}

/** Longer than news that needs no answer. */
const shownMs = 8_000;

export function UndoNotice({ name, onUndo, onClose }: Props) {
  return (
    <Toast.Root
      duration={shownMs}
      onOpenChange={(open) => open || onClose()}
      className="flex animate-rise-in items-center gap-3 rounded-card border border-line bg-surface py-2 pr-2 pl-4 shadow-float"
    >
      <Toast.Title className="line-clamp-2 min-w-0 flex-1 wrap-anywhere">{name} is deleted.</Toast.Title>
      <Toast.Action altText={`Undo: keep ${name}`} asChild onClick={onUndo}>
        <Button>Undo</Button>
      </Toast.Action>
      <Toast.Close asChild>
        <Button look="quiet" size="icon" aria-label="Delete now">
          <X className="size-4" aria-hidden="true" />
        </Button>
      </Toast.Close>
    </Toast.Root>
  );
}
