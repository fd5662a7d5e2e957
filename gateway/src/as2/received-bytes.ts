import type { Outgoing, Received } from '@tradeloom/as2';

/** What came, as it is kept: a header that came several times is one line. */
export const receivedBytes = ({ headers, body }: Received): Outgoing => ({
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (value ?? []).join(', '),
    ]),
  ),
  body,
});
