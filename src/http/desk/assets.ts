import { sha256 } from '../../core/digest.ts'
import articleScript from '../../../templates/desk/article.client.js'
import articleStyle from '../../../templates/desk/article.css'
import briefingScript from '../../../templates/desk/briefing.client.js'
import briefingStyle from '../../../templates/desk/briefing.css'
import deskScript from '../../../templates/desk/desk.client.js'
import deskStyle from '../../../templates/desk/desk.css'
import templateScript from '../../../templates/desk/template.client.js'

/** The desk's one style sheet and one script. Their addresses change with what they say, so browsers keep them for good. */

export interface AssetPaths {
  readonly style: string
  readonly script: string
}

/** Where they are. */
export function assetPaths(): Promise<AssetPaths> {
  paths ??= pathsOf()
  return paths
}

/** The file at a path; null where there is none, or not any more. */
export async function asset(path: string): Promise<Response | null> {
  const known = await assetPaths()
  if (path === known.style) return file(style, 'text/css')
  return path === known.script ? file(script, 'text/javascript') : null
}

// A block keeps the names of one file from another's.
const script = [deskScript, articleScript, briefingScript, templateScript].map((part) => `{\n${part}\n}\n`).join('')
const style = deskStyle + articleStyle + briefingStyle

let paths: Promise<AssetPaths> | undefined

async function pathsOf(): Promise<AssetPaths> {
  const [styleHash, scriptHash] = await Promise.all([sha256(style), sha256(script)])
  return { style: `/desk/${styleHash.slice(0, 12)}.css`, script: `/desk/${scriptHash.slice(0, 12)}.js` }
}

function file(text: string, type: string): Response {
  return new Response(text, {
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, max-age=31536000, immutable' },
  })
}
