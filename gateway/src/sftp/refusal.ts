import { DomainError, type Text } from '@tradeloom/kernel';
import ssh2 from 'ssh2';
import { type FilePlace, placeOf } from './place.rules.ts';

export const status = ssh2.utils.sftp.STATUS_CODE;

/** A request that is answered no, with a status of the protocol (SFTP 3, section 7) and its reason. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    readonly text: Text,
  ) {
    super(text.en);
    this.name = 'Refusal';
  }
}

export const noSuchFile = (): Refusal =>
  new Refusal(status.NO_SUCH_FILE, { en: 'There is no such file', zh: '文件不存在' });

export const denied = (text: Text): Refusal => new Refusal(status.PERMISSION_DENIED, text);

export const failed = (text: Text): Refusal => new Refusal(status.FAILURE, text);

/** @returns how a refusal is said in the protocol; undefined for what is none, but a fault of ours */
export const refusalOf = (error: unknown): Refusal | undefined => {
  if (error instanceof Refusal) return error;
  if (!(error instanceof DomainError)) return undefined;
  return error.kind === 'not-found' ? noSuchFile() : failed(error.text);
};

export const onlyInbound = (): Refusal => denied({ en: 'Put files into inbound', zh: '请将文件放入 inbound' });

/** The file that a path names, whether there is one or not. @throws Refusal for a folder, or a place that there is not */
export const fileAt = (path: string): FilePlace => {
  const place = placeOf(path);
  if (place?.kind === 'file') return place;
  if (place === null) throw noSuchFile();
  throw onlyInbound();
};
