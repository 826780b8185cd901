import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { nameFault } from './json-body';
import { invalidInput, Problem, problem } from './problem';
import { generalCodeOf } from './problem-catalogue';

/** The one file of a multipart request. */
export interface Upload {
  /** As the caller named it, without a path; 1 to 255 characters. */
  readonly name: string;
  /** As the caller says; not believed. */
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** SHA-256 of the bytes, lower-case hex: what an idempotent repetition must repeat. */
  readonly sha256: string;
}

const FILE_NAME_LENGTH_MAX = 255;

const told = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  const status =
    error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : undefined;
  if (status !== undefined && status >= 400 && status < 500)
    return problem(generalCodeOf(status), { cause: error });
  return problem('malformed-request', { detail: 'The multipart body is malformed.', cause: error });
};

/**
 * Reads the file of a route with `@Multipart()` into memory. @throws Problem 400 without a file or
 * for a broken body, 413 for one that is too large, 415 for another content type.
 */
export const uploadOf = async (request: FastifyRequest): Promise<Upload> => {
  if (!request.isMultipart()) throw problem('unsupported-media-type');
  try {
    const file = await request.file();
    if (!file) throw invalidInput({ pointer: '/file', message: 'must be given' });
    const bytes = await file.toBuffer();
    const name = file.filename.split(/[\\/]/).at(-1) ?? '';
    const fault = name === '' || name.length > FILE_NAME_LENGTH_MAX || nameFault(name);
    if (fault) throw invalidInput({ pointer: '/file', message: 'must have an acceptable name' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { name, mediaType: file.mimetype, bytes, sha256 };
  } catch (error) {
    throw told(error);
  }
};
