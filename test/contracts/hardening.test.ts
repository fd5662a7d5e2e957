import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './declared-events.ts';

/** What runs in a service: not the stack that starts it, not the tests. */
const running = globSync('{services/*,gateway,libs/{as2,chassis,contracts,edi,feeds,kernel,trail}}/src/**/*.ts', {
  cwd: root,
}).filter((file) => !file.endsWith('.test.ts'));

interface Use {
  readonly file: string;
  readonly said: string;
}

const usesOf = (pattern: RegExp): Use[] =>
  running.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map(([said]) => ({ file, said })),
  );

/** AS2 is spoken with the algorithms that its norm and the partners know; the rest of the platform is not. */
const inAs2 = ({ file }: Use): boolean => /^libs[/\\]as2[/\\]/.test(file);

/** Partners' SFTP servers may be old: CTR with a MAC of SHA-2 is offered to them behind the authenticated ciphers. */
const inSftpClient = ({ file }: Use): boolean => /[/\\]sftp-client[/\\]call-server\.ts$/.test(file);

describe('what runs in a service', () => {
  it('is found by this test', () => {
    expect(running.length).toBeGreaterThan(400);
    expect(usesOf(/\bcreateHash\(/g).length).toBeGreaterThan(3);
  });

  // ASVS V1.2.5
  it('starts no program', () => {
    expect(usesOf(/['"](node:)?(child_process|cluster|worker_threads)['"]/g)).toEqual([]);
  });

  // ASVS V1.3.2
  it('makes no code from text', () => {
    expect(usesOf(/\beval\(|\bnew Function\(|['"](node:)?vm['"]|\bsetTimeout\(\s*['"`]/g)).toEqual([]);
  });

  // ASVS V1.2.9
  it('makes no regular expression from text', () => {
    expect(usesOf(/\bnew RegExp\(|[^.\w]RegExp\(/g)).toEqual([]);
  });

  // ASVS V11.3.1, V11.3.2
  it('encrypts with AES-256-GCM and nothing else, and AS2 messages with what the norm and the partners have', () => {
    const ciphers = usesOf(
      /'[-\w]+-(ecb|cbc|ctr|gcm|ccm|ocb|ofb|cfb\d*|xts|wrap|poly1305)'|'(rc4|des\d?|des-ede\d?)'/gi,
    );
    const named = (uses: readonly Use[]): string[] => [...new Set(uses.map(({ said }) => said))].toSorted();
    expect(usesOf(/\bcreateCipheriv\(/g).length).toBeGreaterThan(0);
    expect(named(ciphers.filter((use) => !inAs2(use) && !inSftpClient(use)))).toEqual([`'aes-256-gcm'`]);
    expect(named(ciphers.filter(inSftpClient))).toEqual([`'aes128-ctr'`, `'aes256-ctr'`]);
    expect(named(ciphers.filter(inAs2))).toEqual([`'aes-128-cbc'`, `'aes-192-cbc'`, `'aes-256-cbc'`, `'des-ede3-cbc'`]);
    const keyTransport = usesOf(/\b(publicEncrypt|privateDecrypt|createCipher|createDecipher)\(/g);
    expect(keyTransport.filter((use) => !inAs2(use))).toEqual([]);
    expect(keyTransport).toHaveLength(2);
  });

  // ASVS V11.4.1, V11.6.1
  it('hashes with SHA-2, and signs with Ed25519', () => {
    const hashes = usesOf(/\b(createHash|createHmac|pbkdf2\w*|hkdf\w*)\([^,)]+/g);
    const ours = hashes.filter((use) => !inAs2(use));
    for (const { said } of ours) expect(said).toMatch(/'sha(256|384|512)'$/);
    // What a partner signs with is his to choose among four: libs/as2/src/cms/algorithms.ts.
    for (const { said } of hashes.filter(inAs2)) expect(said).toMatch(/\(hashOf\(/);
    expect(usesOf(/\bgenerateKeyPair\w*\([^,)]+/g)).toEqual([]);
    const algorithms = usesOf(/\balg(orithms)?: [^,}\n]+/g).filter((use) => !inAs2(use));
    for (const { said } of algorithms) expect(said).toMatch(/'EdDSA'|'HS256'|'dir'|\balgorithm\b/);
  });

  // ASVS V1.2.3
  it('brings no script to a browser', () => {
    const pages = usesOf(/<script|\son[a-z]+="|javascript:|\binnerHTML\b/g);
    expect(pages.filter(({ file }) => file.startsWith('gateway/'))).toEqual([]);
  });

  // ASVS V1.2.2
  it('writes into a link nothing but what was encoded for it, and no scheme', () => {
    const links = usesOf(/(?:href|action|src)="\$?[^"]*"/g).filter(({ said }) => said.includes('${'));
    expect(links.length).toBeGreaterThan(6);
    const written = links.flatMap(({ said }) =>
      [...said.matchAll(/\$\{(.*?)\}(?=["/?&]|$)/g)].map(([, value]) => value),
    );
    const whole = /^(stylePath|otherLanguageUrl|action|provider|next|language|encodeURIComponent\([\w.]+\))$/;
    expect(written.filter((value) => !whole.test(value ?? ''))).toEqual([]);
    for (const { said } of links)
      expect(said).toMatch(/="(\/|\$\{(stylePath|otherLanguageUrl|action|provider|next)\}"$)/);
  });
});

describe('the image', () => {
  // ASVS V13.4.1
  it('is built from named folders, never from the checkout with its history', () => {
    const copied = [
      ...readFileSync(join(root, 'deploy/Dockerfile'), 'utf8').matchAll(/^COPY (?!--from)(?:--\S+ )*(.+) \S+$/gm),
    ];
    const sources = copied.flatMap(([, named = '']) => named.split(' '));
    expect(sources).toEqual(expect.arrayContaining(['libs', 'services', 'gateway']));
    expect(sources.filter((source) => /^\.?\/?$|^\*|\.git/.test(source))).toEqual([]);
    expect(readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')).toContain('.git');
  });
});
