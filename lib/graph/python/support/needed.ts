import type { Piece } from '../piece.ts';
import { text } from './values.ts';

export const needed: Piece = {
  needs: [text],
  text: `def needed(value: Json, name: str) -> str:
    """What must not be missing when a service is asked."""
    words = text(value)
    if not words:
        raise RuntimeError(f"The workflow has no {name} here")
    return words`,
};
