export interface Edit {
  file: string;
  /** Stands in the file exactly once. */
  text: string;
  becomes: string;
}

export interface Bug {
  name: string;
  edits: Edit[];
}

export const bug = (name: string, ...edits: Edit[]): Bug => ({ name, edits });
export const edit = (file: string, text: string, becomes: string): Edit => ({ file, text, becomes });
