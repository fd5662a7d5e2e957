import '@fastify/multipart';
import { gunzipSync } from 'node:zlib';
import { DomainError, must } from '@tradeloom/kernel';
import type { FastifyRequest } from 'fastify';

/** A file may not be larger than this, packed or not: 32 MiB. */
export const fileSizeLimit = 33_554_432;

export interface UploadedFile {
  readonly content: Buffer;
  readonly contentType: string;
  readonly fileName: string | null;
}

const unpack = (body: Buffer): Buffer => {
  try {
    return gunzipSync(body, { maxOutputLength: fileSizeLimit });
  } catch (error) {
    throw error instanceof RangeError
      ? new DomainError('gateway.file.too-large', {
          en: `The unpacked file is over ${fileSizeLimit} bytes`,
          zh: `解压后的文件超过 ${fileSizeLimit} 字节`,
        })
      : new DomainError('gateway.file.not-gzip', {
          en: 'Content-Encoding says gzip, but the body is none',
          zh: 'Content-Encoding 为 gzip，但内容不是 gzip',
        });
  }
};

const firstPart = async (request: FastifyRequest): Promise<UploadedFile> => {
  const part = await request.file();
  must(part !== undefined, 'gateway.file.multipart', {
    en: 'The multipart body holds no file',
    zh: 'multipart 内容中没有文件',
  });
  return { content: await part.toBuffer(), contentType: part.mimetype, fileName: part.filename };
};

const wholeBody = (request: FastifyRequest): UploadedFile => {
  const body: unknown = request.body;
  must(Buffer.isBuffer(body) && body.length > 0, 'gateway.file.empty', { en: 'The file is empty', zh: '文件为空' });
  const fileName = /filename="?([^";]+)"?/i.exec(request.headers['content-disposition'] ?? '')?.[1] ?? null;
  return {
    content: request.headers['content-encoding'] === 'gzip' ? unpack(body) : body,
    contentType: request.headers['content-type'] ?? 'application/octet-stream',
    fileName,
  };
};

/** The file of an upload: the body itself, unpacked where it says gzip, or the first file of a multipart body. */
export const uploadedFile = (request: FastifyRequest): Promise<UploadedFile> =>
  request.isMultipart() ? firstPart(request) : Promise.resolve(wholeBody(request));
