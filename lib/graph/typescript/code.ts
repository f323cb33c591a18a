import type { CodeOptions } from '../code-options.ts';
import { type Line, linesOf, spansOf } from '../line.ts';
import { namesOf } from '../names.ts';
import { isOptional } from '../optional-settings.ts';
import type { Code, Program } from '../program.ts';
import { isScheduled, waitsFor } from '../trigger-words.ts';
import { piecesUsedBy, settingsUsedBy } from '../used-pieces.ts';
import { asksApproval } from '../used-services.ts';
import { heading } from './heading.ts';
import { namesIn, type Piece, printImports, type ServicePiece, withNeeds } from './piece.ts';
import { servicePiece, servicesPiece } from './print-services.ts';
import { printBlock } from './print-statements.ts';
import { servicesOf } from './services.ts';
import { main } from './start/main.ts';
import { startOf } from './start/start-of.ts';
import { json } from './support/json.ts';
import { setting } from './support/setting.ts';
import { compare, contains, exists, list, part, text } from './support/values.ts';

const valuePieces = { compare, contains, exists, items: list, part, setting, text };

/** What `run` and its loops call their own. */
const alsoTaken = ['services', 'item', 'index'];

/** The program as one file of TypeScript that Node runs as it is. */
export function typescriptCode(program: Program, options: CodeOptions = {}): Code {
  const services = servicesOf(program);
  const pieces = piecesOf(program, services);
  const names = namesOf(program, 'camel', [...namesIn(pieces), ...alsoTaken]);
  const lines: Line[] = [
    ...linesOf(heading(options.description ?? '', waitsFor(program))),
    { text: '' },
    ...linesOf(printImports(pieces)),
    { text: '' },
    ...linesOf(signature(services), program.trigger.nodeId),
    ...printBlock(program.body, { names, commented: options.style !== 'compact' }, '  '),
    { text: '}' },
    ...pieces.flatMap((piece) => [{ text: '' }, ...linesOf(piece.text)]),
  ];
  return {
    text: `${lines.map((line) => line.text).join('\n')}\n`,
    requirements: [...new Set(pieces.flatMap(({ requirements }) => requirements ?? []))].sort(),
    environment: environmentOf(pieces, program),
    lines: spansOf(lines),
  };
}

const isKeyed = (services: readonly ServicePiece[]) => services.some(({ keyed }) => keyed);

function signature(services: readonly ServicePiece[]): string {
  const live = isKeyed(services) ? 'liveServices()' : 'liveServices';
  return `export async function run(event: Json, services: Services = ${live}): Promise<void> {`;
}

/** Top-down: what it can do, how each is done, what starts it, and what all of them use. */
function piecesOf(program: Program, services: readonly ServicePiece[]): Piece[] {
  const doing = services.map(servicePiece);
  const start = startOf(program, services);
  const begin = main({
    isSchedule: isScheduled(program),
    asksApproval: asksApproval(program),
    settings: neededSettings([...doing, start], program),
  });
  const used = piecesUsedBy(program, valuePieces);
  const doingAll = withNeeds([servicesPiece(services), ...doing, ...used, json]);
  // The file's last line starts it, when everything above is there.
  return [...new Set([...doingAll, ...withNeeds([start, begin]).filter((piece) => piece !== begin), begin])];
}

function neededSettings(pieces: readonly Piece[], program: Program): string[] {
  const names = environmentOf(withNeeds(pieces), program).map(({ name }) => name);
  return names.filter((name) => !isOptional(name, program));
}

function environmentOf(pieces: readonly Piece[], program: Program): Code['environment'] {
  const reasons = new Map(
    pieces.flatMap(({ environment }) => environment ?? []).map(({ name, reason }) => [name, reason]),
  );
  for (const name of settingsUsedBy(program))
    if (!reasons.has(name)) reasons.set(name, 'named in the workflow');
  return [...reasons].map(([name, reason]) => ({ name, reason }));
}
