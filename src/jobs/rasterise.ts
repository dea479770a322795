import arabicRegular from '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'
import arabicBold from '@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf'
import latinRegular from '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'
import latinBold from '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import resvgModule from '@resvg/resvg-wasm/index_bg.wasm'
import type { CardTypefaces } from '../render/card-words.ts'
import { readFontMetrics } from '../render/font-metrics.ts'
import type { Typeface } from '../render/typeface.ts'

/** SVG to PNG, with the fonts that the Worker brings along. Importing this loads three megabytes: do it where it is needed. */

// Noto Sans has Latin, Greek, Cyrillic and Devanagari.
export const typefaces: CardTypefaces = {
  regular: typeface(400, latinRegular, arabicRegular),
  bold: typeface(700, latinBold, arabicBold),
}

function typeface(weight: number, latin: ArrayBuffer, arabic: ArrayBuffer): Typeface {
  return {
    weight,
    fonts: [
      { family: 'Noto Sans', metrics: readFontMetrics(latin) },
      { family: 'Noto Sans Arabic', metrics: readFontMetrics(arabic) },
    ],
  }
}

const fontBuffers = [latinRegular, latinBold, arabicRegular, arabicBold].map((font) => new Uint8Array(font))

let ready: Promise<void> | undefined

/** The picture as a PNG file. */
export async function rasterise(svg: string): Promise<Uint8Array> {
  // Once an isolate; a second call is an error.
  ready ??= initWasm(resvgModule)
  await ready
  const drawing = new Resvg(svg, { font: { fontBuffers, defaultFontFamily: 'Noto Sans' } })
  try {
    const image = drawing.render()
    const png = image.asPng()
    image.free()
    return png
  } finally {
    // WebAssembly's memory is not collected.
    drawing.free()
  }
}
