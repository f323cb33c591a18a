import { Copy, Ellipsis, PencilLine, Trash2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type RefObject, useRef } from 'react';
import type { WorkflowSummary } from '../../../lib/contract/workflow-routes.ts';
import { Button } from '../components/button.tsx';
import { useDuplicate } from './use-duplicate.ts';

interface Props {
  ref: RefObject<HTMLButtonElement | null>;
  workflow: WorkflowSummary;
  onRename: () => void;
  onDelete: () => void;
}

const itemLook =
  'flex h-9 w-full cursor-pointer items-center gap-2.5 rounded-input px-2.5 outline-none select-none data-highlighted:bg-sunken pointer-coarse:h-10';

export function RowMenu({ ref, workflow, onRename, onDelete }: Props) {
  const duplicate = useDuplicate();
  // The field that renaming opens keeps the focus that a closing menu takes back.
  const isNaming = useRef(false);
  return (
    // Not modal: a modal menu locks scrolling by a style element, which the policy refuses.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button
          ref={ref}
          look="quiet"
          size="icon"
          busy={duplicate.isPending}
          aria-label={`Actions for ${workflow.name}`}
          className="relative z-10 text-muted"
        >
          {!duplicate.isPending && <Ellipsis className="size-4" aria-hidden="true" />}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          onCloseAutoFocus={(event) => {
            if (isNaming.current) event.preventDefault();
            isNaming.current = false;
          }}
          className="z-40 w-44 animate-float-in rounded-card border border-line bg-surface p-1.5 shadow-float"
        >
          <DropdownMenu.Item
            className={itemLook}
            onSelect={() => {
              isNaming.current = true;
              onRename();
            }}
          >
            <PencilLine className="size-4 text-muted" aria-hidden="true" /> Rename
          </DropdownMenu.Item>
          <DropdownMenu.Item className={itemLook} onSelect={() => duplicate.mutate(workflow)}>
            <Copy className="size-4 text-muted" aria-hidden="true" /> Duplicate
          </DropdownMenu.Item>
          <DropdownMenu.Item className={`${itemLook} text-danger`} onSelect={onDelete}>
            <Trash2 className="size-4" aria-hidden="true" /> Delete
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
