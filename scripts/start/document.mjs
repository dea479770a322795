import { readFile } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { Failure } from './failure.mjs'

const TYPES = {
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.json': 'application/json',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.rss': 'application/rss+xml',
  '.atom': 'application/atom+xml',
  '.xml': 'application/xml',
}

const REASONS = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory, not a file',
  EACCES: 'it may not be read (permission denied)',
  EPERM: 'it may not be read (permission denied)',
}

/**
 * A file to post: its bytes and its media type, by its extension.
 * @param {string} path relative to where npm was called, not to the project
 */
export async function readDocument(path) {
  try {
    const bytes = await readFile(resolve(process.env.INIT_CWD ?? '.', path))
    return { name: path, type: `${TYPES[extname(path).toLowerCase()] ?? 'text/plain'}; charset=utf-8`, bytes }
  } catch (error) {
    throw new Failure(`cannot read ${path}: ${REASONS[error.code] ?? error.message}`)
  }
}

/** A document's file name without folder and extension. */
export function stem({ name }) {
  return basename(name, extname(name))
}
