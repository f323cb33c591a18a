/** Origin of the API; empty when the site shares it, as in production. (No Vite under Jest, hence the `?.`.) */
export const apiBaseUrl = import.meta.env?.VITE_API_BASE_URL ?? '';
