export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** How it fails to arrive, when that was asked for. */
  transport?: 'never sent' | 'cut off';
}

export const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-cache, no-store' };

export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { ...JSON_HEADERS, ...headers },
    // Stripe indents too, which makes `curl` readable.
    body: JSON.stringify(value, null, 2),
  };
}

export interface IncomingCall {
  method: string;
  url: URL;
  headers: Record<string, string | undefined>;
  body: string;
}
