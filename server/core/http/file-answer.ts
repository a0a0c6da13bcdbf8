import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { found } from '../errors.js';

/** Pictures made of dots: a browser may show them, for no script can hide in one. SVG is none of them. */
const RASTER: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);
/** For whatever is saved and not shown: nothing runs, nothing is fetched, whatever a browser makes of it. */
const NOTHING = "default-src 'none'; sandbox";

/** True for types of pictures that may be shown in the browser. */
export function isRaster(contentType: string): boolean {
  return RASTER.has(contentType);
}

/** What an operation with `rawAnswer` answers with. */
export interface FileFacts {
  /** As somebody else named it: anything. */
  name: string;
  contentType: string;
  /** Null when its bytes are not there any more. Asked after the transaction has ended. */
  open: () => Promise<{ stream: Readable; bytes: number } | null>;
  /** Asks for it to be shown instead of saved; only pictures made of dots are. */
  isInline?: boolean;
  /** A page of our own making, shown under this content security policy. */
  page?: { policy: string };
}

/** A file as the answer of an operation: sent as a stream, saved unless it is harmless to show. */
export class FileAnswer {
  readonly facts: FileFacts;
  constructor(facts: FileFacts) {
    this.facts = facts;
  }
}

/**
 * `Content-Disposition` of a file (RFC 6266) whatever it is called: a plain name for old programs, the true one in UTF-8 (RFC 8187). Folders, control
 * characters and signs that turn the direction of writing (`exe.pdf` read backwards) are left out.
 */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const clean = name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '')
    .replace(/[\\/]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const whole = [...clean].slice(-180).join('') || 'file';
  const plain = whole.replace(/[^\x20-\x7e]|["%;]/g, '_');
  const exact = encodeURIComponent(whole).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** Sends a file. Throws NOT_FOUND when its bytes are gone; a reader who goes away in the middle is no failure. */
export async function sendFile({ facts }: FileAnswer, { request, response }: { request: Request; response: Response }): Promise<void> {
  const { stream, bytes } = found(await facts.open(), 'file');
  const isShown = facts.page !== undefined || (facts.isInline === true && isRaster(facts.contentType));
  response.set({
    'Content-Type': facts.page || isRaster(facts.contentType) ? facts.contentType : 'application/octet-stream',
    'Content-Length': String(bytes),
    'Content-Disposition': contentDisposition(isShown ? 'inline' : 'attachment', facts.name),
    'Content-Security-Policy': facts.page?.policy ?? NOTHING,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  if (request.method === 'HEAD') {
    stream.destroy();
    response.end();
    return;
  }
  try {
    await pipeline(stream, response);
  } catch (error) {
    if (!isGoneAway(error)) throw error;
  }
}

function isGoneAway(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
