import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { catalog } from '../../lib/contract/catalog.ts';

/** The catalog's place in a function's bundle, which is the working directory on Lambda. */
export const bundledPlansFile = 'plans.json';

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`PLANS_FILE ${path} cannot be read as JSON`, { cause });
  }
}

/** Throws when the file is not a catalog: better now than in every function after the deploy. */
export function checkPlansFile(path: string): void {
  const result = z.safeParse(catalog, readJson(path));
  if (!result.success) {
    throw new Error(`PLANS_FILE ${path} is not a plan catalog:\n${z.prettifyError(result.error)}`);
  }
}

/** Lays the catalog beside a function's code. */
export function layPlansFile(path: string, folder: string): void {
  copyFileSync(path, join(folder, bundledPlansFile));
}
