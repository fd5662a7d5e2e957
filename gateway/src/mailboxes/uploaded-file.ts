import '@fastify/multipart';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import { DomainError, must } from '@tradeloom/kernel';
import type { FastifyRequest } from 'fastify';
import { fileNameOf, harmless } from './file-name.ts';

/** A file may not be larger than this, packed or not: 32 MiB. */
export const fileSizeLimit = 33_554_432;

export interface UploadedFile {
  readonly content: Buffer;
  readonly contentType: string;
  readonly fileName: string | null;
}

const unpack = async (body: Buffer): Promise<Buffer> => {
  try {
    return await promisify(gunzip)(body, { maxOutputLength: fileSizeLimit });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new PayloadTooLargeException(undefined, { cause: error });
    throw new DomainError('gateway.file.not-gzip', {
      en: 'Content-Encoding says gzip, but the body is none',
      zh: 'Content-Encoding 为 gzip，但内容不是 gzip',
    });
  }
};

/** @throws UnsupportedMediaTypeException for an encoding that is not agreed */
const decoded = (body: Buffer, encoding: string): Promise<Buffer> | Buffer => {
  if (encoding === 'gzip') return unpack(body);
  if (encoding === 'identity') return body;
  throw new UnsupportedMediaTypeException();
};

/** @throws BadRequestException when the form breaks off, or says no boundary */
const partOf = async (request: FastifyRequest): Promise<UploadedFile | undefined> => {
  try {
    const part = await request.file();
    return part && { content: await part.toBuffer(), contentType: part.mimetype, fileName: harmless(part.filename) };
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'statusCode' in error) throw error;
    throw new BadRequestException(undefined, { cause: error });
  }
};

const firstPart = async (request: FastifyRequest): Promise<UploadedFile> => {
  const file = await partOf(request);
  must(file !== undefined, 'gateway.file.multipart', {
    en: 'The multipart body holds no file',
    zh: 'multipart 内容中没有文件',
  });
  return file;
};

const wholeBody = async ({ body, headers }: FastifyRequest): Promise<UploadedFile> => {
  const content = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  return {
    content: await decoded(content, headers['content-encoding']?.toLowerCase() ?? 'identity'),
    contentType: headers['content-type'] ?? 'application/octet-stream',
    fileName: fileNameOf(headers['content-disposition']),
  };
};

/** The file of an upload: the body itself, unpacked where it says gzip, or the first file of a multipart body. */
export const uploadedFile = (request: FastifyRequest): Promise<UploadedFile> =>
  request.isMultipart() ? firstPart(request) : wholeBody(request);
