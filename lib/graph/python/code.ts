import type { CodeOptions } from '../code-options.ts';
import { type Line, linesOf, spansOf } from '../line.ts';
import { namesOf } from '../names.ts';
import { isOptional } from '../optional-settings.ts';
import type { Code, Program } from '../program.ts';
import { isScheduled, waitsFor } from '../trigger-words.ts';
import { piecesUsedBy, settingsUsedBy } from '../used-pieces.ts';
import { asksApproval, takesLong } from '../used-services.ts';
import { heading } from './heading.ts';
import { commentText } from './literal.ts';
import { namesIn, type Piece, printImports, withNeeds } from './piece.ts';
import { printBlock } from './print-statements.ts';
import { scopeOf } from './scope.ts';
import { servicesOf } from './services.ts';
import { isKeyed, servicesClass } from './services-class.ts';
import { main } from './start/main.ts';
import { startOf } from './start/start-of.ts';
import type { Trigger } from './start/trigger.ts';
import { setting } from './support/setting.ts';
import { compare, contains, exists, numbered, part, text } from './support/values.ts';

const json: Piece = { imports: ['from typing import Any'], text: 'Json = Any' };
const valuePieces = { compare, contains, exists, items: numbered, part, setting, text };
const future = 'from __future__ import annotations';

/** The program as one file for Python 3.11 and later. */
export function pythonCode(program: Program, options: CodeOptions = {}): Code {
  const { start, pieces } = piecesOf(program);
  const top = [heading(options.description ?? '', waitsFor(program)), future];
  const lines: Line[] = [
    ...linesOf([...top, printImports([...pieces, json]), json.text, ''].join('\n\n')),
    ...triggerSettings(program, start, options),
    ...below(runFunction(program, pieces, options)),
    ...pieces.flatMap(({ text }) => below(linesOf(text))),
  ];
  return {
    text: `${lines.map(({ text }) => text).join('\n')}\n`,
    requirements: [...new Set(pieces.flatMap(({ requirements }) => requirements ?? []))].sort(),
    environment: environmentOf(pieces, program),
    lines: spansOf(lines),
  };
}

/** What a file declares stands two empty lines apart. */
const below = (lines: readonly Line[]): Line[] => [{ text: '' }, { text: '' }, ...lines];

/** Top-down: what it can do, what starts it, what both use, and last what runs when the file is started. */
function piecesOf(program: Program): { start: Trigger; pieces: Piece[] } {
  const services = servicesOf(program);
  const start = startOf(program, { takesLong: takesLong(program), isKeyed: isKeyed(services) });
  const first = withNeeds([servicesClass(services), start, ...piecesUsedBy(program, valuePieces)]);
  const begin = main({
    isSchedule: isScheduled(program),
    asksApproval: asksApproval(program),
    settings: neededSettings(first, program),
  });
  const used = withNeeds([...first, begin]);
  return { start, pieces: [...used.filter((piece) => piece !== begin), begin] };
}

function triggerSettings({ trigger }: Program, { settings }: Trigger, { style }: CodeOptions): Line[] {
  const label = style === 'compact' ? '' : commentText(trigger.label);
  return linesOf(label === '' ? settings : `# ${label}\n${settings}`, trigger.nodeId);
}

function runFunction(program: Program, pieces: readonly Piece[], { style }: CodeOptions): Line[] {
  const names = namesOf(program, 'snake', namesIn([...pieces, json]));
  const block = printBlock(program.body, scopeOf(program, names, style !== 'compact'), '    ');
  return [{ text: 'def run(event: Json, services: Services) -> None:' }, ...block];
}

function neededSettings(pieces: readonly Piece[], program: Program): string[] {
  const names = environmentOf(pieces, program).map(({ name }) => name);
  return names.filter((name) => !isOptional(name, program));
}

function environmentOf(pieces: readonly Piece[], program: Program): Code['environment'] {
  const known = pieces.flatMap(({ environment }) => environment ?? []);
  const named = settingsUsedBy(program).map((name) => ({ name, reason: 'named in the workflow' }));
  const reasons = new Map([...named, ...known].map(({ name, reason }) => [name, reason]));
  return [...reasons].map(([name, reason]) => ({ name, reason }));
}
