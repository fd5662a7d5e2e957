import { BlockList, isIP, isIPv6 } from 'node:net';
import { DomainError, must } from '@tradeloom/kernel';

/** What the registries of special-purpose addresses (RFC 6890, IANA) keep for other ends than the public Internet. */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Only global unicast is outside at all; within it Teredo and its neighbours, documentation and 6to4 are not. */
const global6 = ['2000::/3'];
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

const listOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits ?? (isIPv6(address) ? 128 : 32)), familyOf(address));
  }
  return list;
};

const inside4 = listOf(special4);
const inside6 = listOf(special6);
const outside6 = listOf(global6);

/** An address of the public Internet. */
export const isOutside = (address: string): boolean =>
  isIPv6(address)
    ? outside6.check(address, 'ipv6') && !inside6.check(address, 'ipv6')
    : isIP(address) === 4 && !inside4.check(address, 'ipv4');

/** Where partners may be called: on the Internet, and in networks that the operator names. */
export class Reach {
  private readonly named: BlockList;

  /** @param networks in CIDR form, `10.2.0.0/16` */
  constructor(networks: readonly string[]) {
    this.named = listOf(networks);
  }

  isNamed(address: string): boolean {
    return isIP(address) !== 0 && this.named.check(address, familyOf(address));
  }

  allows(address: string): boolean {
    return isOutside(address) || this.isNamed(address);
  }

  /** @throws DomainError for a numeric address inside; what a name leads to is looked at when it is called */
  mustAllowHost(host: string): void {
    must(isIP(host) === 0 || this.allows(host), 'gateway.address.inside', insideText);
  }

  /**
   * @throws DomainError for an address that can never be called: not https (http only to an address of a named network),
   *   with a user name, or a numeric address inside
   * @param plain http will do: what is sent is sealed itself
   */
  mustAllowUrl(text: string, plain = false): void {
    const { protocol, username, password, hostname } = urlOf(text);
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    must(
      protocol === 'https:' || (protocol === 'http:' && (plain || this.isNamed(literal))),
      'gateway.address.not-https',
      {
        en: 'The address must begin with https://',
        zh: '地址须以 https:// 开头',
      },
    );
    must(username === '' && password === '', 'gateway.address.with-user', {
      en: 'The address must not name a user',
      zh: '地址中不得包含用户名',
    });
    this.mustAllowHost(literal);
  }
}

const insideText = {
  en: 'The address belongs to a network that partners are not called in',
  zh: '该地址所在网络不允许外呼',
};

const urlOf = (text: string): URL => {
  if (URL.canParse(text)) return new URL(text);
  throw new DomainError('gateway.address.none', { en: 'This is no address of the web', zh: '不是有效的网址' });
};
