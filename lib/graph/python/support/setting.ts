import type { Piece } from '../piece.ts';

export const setting: Piece = {
  imports: ['import os'],
  text: `def setting(name: str) -> str:
    """A name of the environment that must be there."""
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set: .env.example says what it is")
    return value`,
};

/** The settings in a file beside the program, as deployments have them in the environment. */
export const loadSettings: Piece = {
  imports: ['import os', 'from pathlib import Path'],
  text: `def load_settings() -> None:
    """Takes what .env beside this file says and the environment does not."""
    file = Path(__file__).with_name(".env")
    for line in file.read_text("utf-8").splitlines() if file.exists() else []:
        name, is_setting, value = line.strip().partition("=")
        if is_setting and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\\"'"))`,
};
