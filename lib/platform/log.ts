import { originalFrame } from './original-frame.ts';
import type { Outside } from './outside.ts';

type Fields = Record<string, string | number | boolean | null | undefined>;

/** One JSON line per decision. Fields hold ids, codes and counts: never addresses, names, bodies or secrets. */
export interface Log {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields: Fields, cause: unknown): void;
  /** The same log with these fields on every line. */
  with(fields: Fields): Log;
}

const levels = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT'];
type Level = 'INFO' | 'WARN' | 'ERROR';

/** Writes a line of JSON where Lambda collects it, if `LOG_LEVEL` asks for lines of this level. */
export function writeLine({ environment }: Outside, level: Level, line: object): void {
  if (levels.indexOf(level) < levels.indexOf(environment.LOG_LEVEL || 'INFO')) return;
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Of an error only what locates the fault: messages of libraries can carry what a person typed. */
function faultFields(cause: unknown): Fields {
  if (!(cause instanceof Error)) return { errorName: typeof cause };
  const stack = cause.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map(originalFrame)
    .join('\n');
  return {
    errorName: cause.name,
    stack,
    ...(cause.cause ? { causeName: faultFields(cause.cause).errorName } : {}),
  };
}

function logTo(outside: Outside, context: Fields): Log {
  const write = (level: Level, message: string, fields: Fields) => {
    const timestamp = outside.clock.now().toISOString();
    writeLine(outside, level, { level, message, timestamp, ...context, ...fields });
  };
  return {
    info: (message, fields = {}) => write('INFO', message, fields),
    warn: (message, fields = {}) => write('WARN', message, fields),
    error: (message, fields, cause) => write('ERROR', message, { ...fields, ...faultFields(cause) }),
    with: (fields) => logTo(outside, { ...context, ...fields }),
  };
}

export function createLog(functionName: string, outside: Outside): Log {
  return logTo(outside, { service: functionName });
}
