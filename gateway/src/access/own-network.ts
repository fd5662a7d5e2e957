import { BlockList, isIPv6 } from 'node:net';

/** Loopback, private and shared address space, and their like in IPv6 (RFC 1122, 1918, 6598, 4193, 4291). */
const inside = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const) {
  inside.addSubnet(net, bits, 'ipv4');
}
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');
inside.addSubnet('fe80::', 10, 'ipv6');

const probes = /^\/(health|metrics)(\/|$|\?)/;
const mapped = /^::ffff:(?=\d+\.)/i;

/** Whether somebody from outside asks what is for those who run the platform. @param ip of the caller, not of a proxy */
export const asksForInsides = (url: string, ip: string): boolean => {
  const address = ip.replace(mapped, '');
  return probes.test(url) && !inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
};
