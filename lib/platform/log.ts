import { Logger } from '@aws-lambda-powertools/logger';
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

/** Of an error only what locates the fault: messages of libraries can carry what a person typed. */
function faultFields(cause: unknown): Fields {
  if (!(cause instanceof Error)) return { errorName: typeof cause };
  const stack = cause.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join('\n');
  return {
    errorName: cause.name,
    stack,
    ...(cause.cause ? { causeName: faultFields(cause.cause).errorName } : {}),
  };
}

function logTo(logger: Logger, context: Fields): Log {
  return {
    info: (message, fields = {}) => logger.info(message, { ...context, ...fields }),
    warn: (message, fields = {}) => logger.warn(message, { ...context, ...fields }),
    error: (message, fields, cause) =>
      logger.error(message, { ...context, ...fields, ...faultFields(cause) }),
    with: (fields) => logTo(logger, { ...context, ...fields }),
  };
}

export function createLog(functionName: string, outside: Outside): Log {
  const level = outside.environment.LOG_LEVEL || 'INFO';
  const logger = new Logger({ serviceName: functionName, logLevel: level as 'INFO' });
  return logTo(logger, {});
}
