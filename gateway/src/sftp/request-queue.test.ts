import { limits } from './limits.ts';
import { Pressure, RequestQueue } from './request-queue.ts';

const network = () => {
  const said: string[] = [];
  return { said, pause: () => said.push('pause'), resume: () => said.push('resume') };
};

describe('requests that wait', () => {
  it('are worked off in their order', async () => {
    const done: number[] = [];
    const queue = new RequestQueue(new Pressure(network()));
    const gates = [0, 1, 2].map(() => Promise.withResolvers<void>());
    const works = gates.map(
      (gate, n) =>
        new Promise<void>((resolve) => {
          queue.add(0, async () => {
            await gate.promise;
            done.push(n);
            resolve();
          });
        }),
    );
    for (const gate of gates.toReversed()) gate.resolve();
    await Promise.all(works);
    expect(done).toEqual([0, 1, 2]);
  });

  it('stop the network when there are too many of them, over all channels, and once', () => {
    const line = network();
    const pressure = new Pressure(line);
    for (let n = 0; n < limits.waitingRequests + 10; n += 1) pressure.up(1);
    expect(line.said).toEqual(['pause']);
    for (let n = 0; n < limits.waitingRequests + 10; n += 1) pressure.down(1);
    expect(line.said).toEqual(['pause', 'resume']);
  });

  it('stop it also when a few of them hold much', () => {
    const line = network();
    const pressure = new Pressure(line);
    pressure.up(limits.waitingBytes);
    pressure.up(1);
    expect(line.said).toEqual(['pause']);
    pressure.down(limits.waitingBytes);
    expect(line.said).toEqual(['pause', 'resume']);
  });
});
