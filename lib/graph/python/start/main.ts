import { brackets, layOutLines, leaf } from '../layout.ts';
import { quoted } from '../literal.ts';
import type { Piece } from '../piece.ts';
import { server } from '../support/server.ts';
import { loadSettings, setting } from '../support/setting.ts';

export interface Start {
  isSchedule: boolean;
  asksApproval: boolean;
  /** Names that must be set before anything begins. */
  settings: readonly string[];
}

/** What runs when the file itself is started, and not when a test imports it. */
export function main(start: Start): Piece {
  const serves = !start.isSchedule || start.asksApproval;
  return {
    imports: [
      'import json',
      'import logging',
      'import signal',
      'import sys',
      'from pathlib import Path',
      ...(start.asksApproval ? ['import threading'] : []),
    ],
    needs: [loadSettings, ...(start.settings.length > 0 ? [setting] : []), ...(serves ? [server] : [])],
    text: [...(serves ? [answer(start)] : []), once(start), mainFunction(start), beginning].join('\n\n\n'),
  };
}

const beginning = `if __name__ == "__main__":
    main()`;

const background = 'threading.Thread(target=server.serve_forever, daemon=True).start()';

function answer({ isSchedule, asksApproval }: Start): string {
  return [
    'def answer(handler: BaseHTTPRequestHandler, path: str) -> Page:',
    ...(asksApproval
      ? ['    if path.startswith("/approvals/"):', '        return answer_approval(handler, path)']
      : []),
    '    if path == "/health":',
    '        return Page(200, "Well.")',
    isSchedule ? '    raise Refusal(404, "Nothing is here.")' : '    return answer_trigger(handler, path)',
  ].join('\n');
}

function once({ isSchedule, asksApproval }: Start): string {
  const event = isSchedule
    ? '    event = json.loads(Path(file).read_text("utf-8")) if file else firing()'
    : `    if not file:
        sys.exit("Name a file with the event: --once event.json")
    event = json.loads(Path(file).read_text("utf-8"))`;
  const running = asksApproval
    ? `    with open_server() as server:
        ${background}
        run(event, Services())
        server.shutdown()`
    : '    run(event, Services())';
  return `def run_once(file: str | None) -> None:
    """\`--once event.json\`: runs with what is in the file, and ends."""
${event}
${running}`;
}

function mainFunction({ isSchedule, asksApproval, settings }: Start): string {
  const names = brackets(
    '(',
    settings.map((name) => ({ before: '', doc: leaf(quoted(name)) })),
    ')',
  );
  const one = settings.length === 1 ? leaf(`(${quoted(settings[0] ?? '')},)`) : names;
  return [
    'def main() -> None:',
    '    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")',
    '    for ending in (signal.SIGINT, signal.SIGTERM):',
    '        signal.signal(ending, lambda *_: sys.exit())',
    '    load_settings()',
    ...(settings.length > 0
      ? [...layOutLines('    ', 'for name in ', one, ':'), '        setting(name)']
      : []),
    '    if sys.argv[1:2] == ["--once"]:',
    '        run_once(sys.argv[2] if len(sys.argv) > 2 else None)',
    '        return',
    ...waiting(isSchedule, asksApproval),
  ].join('\n');
}

function waiting(isSchedule: boolean, asksApproval: boolean): string[] {
  if (!isSchedule) return ['    with open_server() as server:', '        server.serve_forever()'];
  if (!asksApproval) return ['    keep_schedule()'];
  return ['    with open_server() as server:', `        ${background}`, '        keep_schedule()'];
}
