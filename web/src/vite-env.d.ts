/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Origin of the API when it is not the site's own. */
  readonly VITE_API_BASE_URL?: string;
}
