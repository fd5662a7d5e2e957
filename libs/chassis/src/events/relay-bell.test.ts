import { RelayBell } from './relay-bell.ts';

const longMs = 60_000;

describe('the relay’s bell', () => {
  it('wakes who waits', async () => {
    const bell = new RelayBell();
    const waiting = bell.wait(longMs, new AbortController().signal);
    bell.ring();
    await expect(waiting).resolves.toBe(true);
  });

  it('is remembered when it rang while the relay was busy, once', async () => {
    const bell = new RelayBell();
    const stopping = new AbortController();
    bell.ring();
    bell.ring();
    await bell.wait(longMs, stopping.signal);
    let woken = false;
    const waiting = bell.wait(longMs, stopping.signal).then(() => {
      woken = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(woken).toBe(false);
    stopping.abort();
    await waiting;
  });

  it('does not hold up a relay that is told to stop', async () => {
    const stopping = new AbortController();
    stopping.abort();
    await expect(new RelayBell().wait(longMs, stopping.signal)).resolves.toBe(false);
  });
});
