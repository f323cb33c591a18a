import { type ReactNode, useEffect, useId, useRef } from 'react';

interface Props {
  title: string;
  children: ReactNode;
  actions: ReactNode;
  onClose: () => void;
  /** Only its actions close it: what it shows is not seen again. */
  stays?: boolean;
}

/**
 * Asks one question. The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back; Radix's
 * locks scrolling by a style element, which the policy refuses.
 */
export function Dialog({ title, children, actions, onClose, stays = false }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => giveFocusBack(before);
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => stays && event.preventDefault()}
      // Browsers close it all the same at a second Escape.
      onClose={() => (stays ? dialog.current?.showModal() : onClose())}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-card border border-line bg-surface p-5 text-ink shadow-float backdrop:bg-black/40 open:animate-float-in max-sm:mb-4 sm:p-6"
    >
      <h2 id={id} className="text-lg">
        {title}
      </h2>
      <div className="space-y-2 pt-2 text-muted">{children}</div>
      <div className="flex flex-col gap-2 pt-6 sm:flex-row-reverse">{actions}</div>
    </dialog>
  );
}

/** A dialog that is taken away, by one of its actions, does not do that itself. */
function giveFocusBack(to: Element | null): void {
  const isNowhere = document.activeElement === document.body;
  if (isNowhere && to instanceof HTMLElement) to.focus();
}
