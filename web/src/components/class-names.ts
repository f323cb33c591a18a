import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// Our radii and shadow are not Tailwind's own names, so merging has to be told about them.
const merge = extendTailwindMerge({
  extend: { theme: { radius: ['input', 'card'], shadow: ['float'] } },
});

/** Joins class names; of two that set the same thing the later wins. */
export const classNames = (...inputs: ClassValue[]) => merge(clsx(inputs));
