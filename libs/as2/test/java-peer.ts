import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fetchJars, findJava, placesOf, preparePlaces } from '@tradeloom/stack';
import type { KeyPair } from '../src/cms/decrypt.ts';
import type { Desk } from './openssl.ts';

/** What the peer shall send; null: without. */
export interface PeerOrder {
  readonly url: string;
  readonly encrypt: 'aes128-cbc' | 'aes256-cbc' | '3des' | null;
  readonly sign: 'sha-1' | 'sha-256' | 'sha-512' | null;
  readonly compress: 'before' | 'after' | null;
  readonly encoding: 'BINARY' | 'BASE64';
  readonly asyncUrl: string | null;
  readonly file: string;
}

interface Waiting {
  readonly word: string;
  readonly resolve: (rest: string) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * phax as2-lib in a process of its own (`java/As2Peer.java`).
 * @throws StartUpProblem without Java or Maven
 */
export class JavaPeer {
  private readonly waiting: Waiting[] = [];
  private readonly said: string[] = [];
  private readonly errors: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    lines: Interface,
  ) {
    lines.on('line', (line) => this.hear(line));
    child.stderr!.on('data', (chunk: Buffer) => this.errors.push(chunk.toString()));
    child.once('close', () => this.ended());
  }

  static async start(
    desk: Desk,
    own: KeyPair & { name: string },
    partner: KeyPair & { name: string },
  ): Promise<JavaPeer> {
    const jars = await fetchJars('as2-peer', preparePlaces(placesOf()));
    desk.put('own.key', own.key.export({ type: 'pkcs8', format: 'der' }));
    desk.put('own.cer', own.certificate.raw);
    desk.put('partner.cer', partner.certificate.raw);
    const source = join(import.meta.dirname, 'java/As2Peer.java');
    const args = [
      '-XX:TieredStopAtLevel=1',
      '-Xmx128m',
      '-cp',
      join(jars, '*'),
      source,
      desk.folder,
      own.name,
      partner.name,
    ];
    const child = spawn(findJava(), args, { stdio: ['pipe', 'pipe', 'pipe'] });
    return new JavaPeer(child, createInterface(child.stdout));
  }

  /** @returns where it takes messages */
  async listening(): Promise<string> {
    return `http://127.0.0.1:${await this.next('LISTENING')}/`;
  }

  /** @returns the disposition of the receipt it got, and whether the digest in it was its own */
  send({ url, encrypt, sign, compress, encoding, asyncUrl, file }: PeerOrder): Promise<string> {
    const words = [url, encrypt, sign, compress, encoding, asyncUrl, file].map((word) => word ?? '-');
    this.child.stdin!.write(`send ${words.join(' ')}\n`);
    return this.next('SENT');
  }

  /** @returns the file in the desk's folder that holds what it received next */
  stored(): Promise<string> {
    return this.next('STORED');
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin!.end();
    if (this.child.exitCode === null) await ended;
  }

  private next(word: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ word, resolve, reject });
      this.deliver();
    });
  }

  private ended(): void {
    for (const { reject } of this.waiting.splice(0))
      reject(new Error(`as2-lib's process ended (a JDK is needed, not a JRE): ${this.errors.join('')}`));
  }

  private hear(line: string): void {
    this.said.push(line);
    this.deliver();
  }

  private deliver(): void {
    for (const [at, { word, resolve }] of [...this.waiting.entries()].reverse()) {
      const found = this.said.findIndex((line) => line.startsWith(`${word} `));
      if (found === -1) continue;
      const [line = ''] = this.said.splice(found, 1);
      this.waiting.splice(at, 1);
      resolve(line.slice(word.length + 1));
    }
  }
}
