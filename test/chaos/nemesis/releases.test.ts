import { checkout } from '@tradeloom/stack';
import { Releases } from './releases.ts';

const earlier = '/built/before';
const roles = ['orders', 'gateway'];

describe('the releases of a rollout', () => {
  it('are the earlier one until a process is renewed', () => {
    const releases = new Releases(earlier);
    expect(roles.map((role) => releases.of(role))).toEqual([earlier, earlier]);
    releases.renew('orders');
    expect(roles.map((role) => releases.of(role))).toEqual([checkout, earlier]);
  });

  it('know who goes on with the earlier one: whoever was not renewed, and whoever did not start since', () => {
    const releases = new Releases(earlier);
    for (const role of roles) releases.of(role);
    releases.renew('orders');
    expect(releases.behind(roles)).toEqual(['orders', 'gateway']);
    releases.of('orders');
    expect(releases.behind(roles)).toEqual(['gateway']);
    releases.renew('gateway');
    releases.of('gateway');
    expect(releases.behind(roles)).toEqual([]);
  });

  it('know who was told to restart and did not, without an earlier one too', () => {
    const releases = new Releases();
    for (const times of ['once', 'twice']) {
      releases.renew('orders');
      expect({ times, behind: releases.behind(['orders']) }).toEqual({ times, behind: ['orders'] });
      expect(releases.areRunning).toBe(false);
      releases.of('orders');
      expect({ times, behind: releases.behind(['orders']) }).toEqual({ times, behind: [] });
      expect(releases.areRunning).toBe(true);
    }
  });
});
