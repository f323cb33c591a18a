import type { Route } from '../../../lib/contract/route.ts';
import { type OperationId, type Routes, routes } from '../../../lib/contract/routes.ts';
import { type Arguments, failureOf, send } from './call.ts';

type Filing<Id extends OperationId> = Id extends OperationId
  ? Routes[Id] extends { file: string }
    ? Id
    : never
  : never;

/** The routes that answer a file. */
type FileOperation = Filing<OperationId>;

interface DownloadedFile {
  name: string;
  content: Blob;
}

/** Calls a route that answers a file; throws an `ApiError` like `call`. */
export async function download<Id extends FileOperation>(
  id: Id,
  ...[input]: Arguments<Routes[Id]>
): Promise<DownloadedFile> {
  const route: Route = routes[id];
  const answer = await send(route, input ?? {});
  if (!answer.ok) throw await failureOf(answer);
  return { name: nameIn(answer.headers.get('content-disposition')), content: await answer.blob() };
}

/** What the answer calls the file; only the last part of a path, whatever it says. */
function nameIn(disposition: string | null): string {
  const [, name = ''] = /filename="([^"]+)"/.exec(disposition ?? '') ?? [];
  return name.split(/[\\/]/).at(-1) || 'workflow.zip';
}

/** Puts the file where the browser keeps what it downloads. */
export function saveFile({ name, content }: DownloadedFile): void {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // Not at once: some browsers begin to read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
