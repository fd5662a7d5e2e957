import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';

const headersOf = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** The id of the event that a message tells of, when the published verifier finds its signature good; null otherwise. */
export const verifiedEvent = (secret: string, headers: IncomingHttpHeaders, body: string): string | null => {
  try {
    const { data } = new Webhook(secret).verify(body, headersOf(headers)) as { data: { id: string } };
    return data.id;
  } catch {
    return null;
  }
};
