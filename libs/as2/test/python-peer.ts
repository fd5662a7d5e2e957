import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { placesOf, preparePlaces } from '@tradeloom/stack';
import type { KeyPair } from '../src/cms/decrypt.ts';
import type { Outgoing } from '../src/message/make-message.ts';
import type { Received } from '../src/message/read-message.ts';
import type { Desk } from './openssl.ts';

/** What the peer has agreed with us, in pyas2lib's words (`Partner`). */
export interface PythonSettings {
  readonly compress?: boolean;
  readonly sign?: boolean;
  readonly encrypt?: boolean;
  readonly digest_alg?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly enc_alg?: 'tripledes_192_cbc' | 'aes_128_cbc' | 'aes_192_cbc' | 'aes_256_cbc';
  readonly sign_alg?: 'rsassa_pkcs1v15' | 'rsassa_pss';
  readonly key_enc_alg?: 'rsaes_pkcs1v15' | 'rsaes_oaep';
  readonly mdn_mode?: 'SYNC';
  readonly mdn_digest_alg?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
}

interface Wire {
  readonly headers: Record<string, string>;
  readonly body: string;
}

const here = join(import.meta.dirname, 'python');

function python(args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
  if (error) throw new Error('python3 is needed on the PATH for this test', { cause: error });
  if (status !== 0) throw new Error(`python3 ${args.join(' ')} failed (is pip installed?): ${stderr}`);
  return stdout.trim();
}

/** pyas2lib and what it needs, fetched once by this Python's pip and kept in the checkout. */
function fetchPackages(): string {
  const wanted = join(here, 'requirements.txt');
  const version = python(['-c', 'import sys; print(sys.version)']);
  const mark = createHash('sha256').update(readFileSync(wanted)).update(version).digest('hex');
  const folder = join(preparePlaces(placesOf()).jars, 'as2-peer-python');
  const marker = join(folder, 'requirements.sha256');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === mark) return folder;
  // Beside the place and moved there at the end: an interrupted fetch, or two at once, never leave half a set.
  const partial = `${folder}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  python([
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-deps',
    '--disable-pip-version-check',
    '--target',
    partial,
    '-r',
    wanted,
  ]);
  writeFileSync(join(partial, 'requirements.sha256'), mark);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return folder;
}

/** pyas2lib in a process of its own (`python/as2_peer.py`). */
export class PythonPeer {
  private readonly errors: string[] = [];
  private readonly lines: AsyncIterator<string>;

  private constructor(
    private readonly child: ChildProcess,
    lines: Interface,
  ) {
    this.lines = lines[Symbol.asyncIterator]();
    child.stderr!.on('data', (chunk: Buffer) => this.errors.push(chunk.toString()));
  }

  static async start(
    desk: Desk,
    own: KeyPair & { name: string },
    partner: KeyPair & { name: string },
  ): Promise<PythonPeer> {
    const packages = fetchPackages();
    desk.put('own.pem', `${own.key.export({ type: 'pkcs8', format: 'pem' })}${own.certificate.toString()}`);
    desk.put('partner.pem', partner.certificate.toString());
    const args = [join(here, 'as2_peer.py'), desk.folder, own.name, partner.name];
    const child = spawn('python3', args, {
      env: { ...process.env, PYTHONPATH: packages },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const peer = new PythonPeer(child, createInterface(child.stdout));
    await peer.answer();
    return peer;
  }

  async build(content: Buffer, contentType: string, settings: PythonSettings): Promise<Received> {
    const made = (await this.ask({ ask: 'build', content: content.toString('base64'), contentType, settings })) as Wire;
    return received(made);
  }

  async parse(
    message: Outgoing,
    settings: PythonSettings,
  ): Promise<{ status: string; error: string | null; content: Buffer; receipt: Received }> {
    const read = (await this.ask({ ask: 'parse', ...wire(message), settings })) as {
      status: string;
      error: string | null;
      content: string;
      receipt: Wire;
    };
    return { ...read, content: Buffer.from(read.content, 'base64'), receipt: received(read.receipt) };
  }

  async settle(receipt: Outgoing): Promise<{ status: string; detail: string | null }> {
    return (await this.ask({ ask: 'settle', ...wire(receipt) })) as { status: string; detail: string | null };
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin!.end();
    if (this.child.exitCode === null) await ended;
  }

  private ask(question: object): Promise<unknown> {
    this.child.stdin!.write(`${JSON.stringify(question)}\n`);
    return this.answer();
  }

  private async answer(): Promise<unknown> {
    const { done, value } = await this.lines.next();
    if (done) throw new Error(`the peer ended: ${this.errors.join('')}`);
    return JSON.parse(value) as unknown;
  }
}

const wire = ({ headers, body }: Outgoing): object => ({ headers, body: body.toString('base64') });
const received = ({ headers, body }: Wire): Received => ({ headers, body: Buffer.from(body, 'base64') });
