// The __Host- prefix has browsers refuse the cookie from any other host, or without Secure.
const sessionCookie = '__Host-cue_session';
const browserCookie = '__Host-cue_browser';
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The value of a cookie that is there exactly once; two of one name are never told apart, so neither counts. */
function single(cookies: readonly string[], name: string): string | undefined {
  const values = cookies
    .filter((cookie) => cookie.startsWith(`${name}=`))
    .map((cookie) => cookie.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

export interface SessionToken {
  userId: string;
  token: string;
}

/** What the session cookie says, unproved. */
export function readSessionCookie(cookies: readonly string[]): SessionToken | undefined {
  const match = /^(usr_[0-9A-Z]{26})\.([A-Za-z0-9_-]{43})$/.exec(single(cookies, sessionCookie) ?? '');
  return match?.[1] && match[2] ? { userId: match[1], token: match[2] } : undefined;
}

export function sessionCookieFor({ userId, token }: SessionToken, maxAgeSeconds: number): string {
  return `${sessionCookie}=${userId}.${token}; ${attributes}; Max-Age=${maxAgeSeconds}`;
}

/** Clears the session cookie of a browser that sent one. */
export function clearSessionCookie(cookies: readonly string[]): string[] {
  const sent = cookies.some((cookie) => cookie.startsWith(`${sessionCookie}=`));
  return sent ? [`${sessionCookie}=; ${attributes}; Max-Age=0`] : [];
}

/** The random value that binds a sign-in to the browser which started it. */
export function readBrowserCookie(cookies: readonly string[]): string | undefined {
  const value = single(cookies, browserCookie);
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}

export function browserCookieFor(value: string, maxAgeSeconds: number): string {
  return `${browserCookie}=${value}; ${attributes}; Max-Age=${maxAgeSeconds}`;
}
