/** Colours as "#rrggbb": how well one can be read on another, and the nearest that can be. No I/O. */

export const COLOUR = /^#[0-9a-f]{6}$/

/** By WCAG 2.2, 1.4.3: text of any size, at level AA. */
export const READABLE = 4.5

/** The contrast of two colours, from 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** A colour laid thinly over a ground; `share` from 0 to 1 is how much of it shows. */
export function mix(colour: string, ground: string, share: number): string {
  const under = channels(ground)
  return toHex(channels(colour).map((value, index) => value * share + (under[index] ?? 0) * (1 - share)))
}

/**
 * The colour nearest to one for which `passes` holds, by making it darker or lighter and nothing else: its lightness in OKLCH
 * (https://www.w3.org/TR/css-color-4/#ok-lab) is moved, and as little of its chroma given up as sRGB asks for. Black, or white, has to pass.
 */
export function nearest(colour: string, towards: 'black' | 'white', passes: (colour: string) => boolean): string {
  if (passes(colour)) return colour
  const { lightness, a, b } = toOklab(colour)
  let failing = lightness
  let passing = towards === 'black' ? 0 : 1
  let best = towards === 'black' ? '#000000' : '#ffffff'
  for (let round = 0; round < 12; round += 1) {
    const middle = (failing + passing) / 2
    const candidate = withinGamut(middle, a, b)
    if (passes(candidate)) {
      best = candidate
      passing = middle
    } else failing = middle
  }
  return best
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map(toLinear)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 0 to 1 each. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
}

function toHex(values: readonly number[]): string {
  const pairs = values.map((value) => Math.round(Math.min(1, Math.max(0, value)) * 255).toString(16))
  return `#${pairs.map((pair) => pair.padStart(2, '0')).join('')}`
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function toGamma(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
}

function toOklab(colour: string): { lightness: number; a: number; b: number } {
  const [red = 0, green = 0, blue = 0] = channels(colour).map(toLinear)
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  }
}

function fromOklab(lightness: number, a: number, b: number): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => toGamma(Math.max(0, value)) + Math.min(0, value))
}

// The hue stays; the chroma shrinks until there is such a colour.
function withinGamut(lightness: number, a: number, b: number): string {
  const whole = fromOklab(lightness, a, b)
  if (isInGamut(whole)) return toHex(whole)
  let kept = 0
  let tooMuch = 1
  for (let round = 0; round < 10; round += 1) {
    const share = (kept + tooMuch) / 2
    if (isInGamut(fromOklab(lightness, a * share, b * share))) kept = share
    else tooMuch = share
  }
  return toHex(fromOklab(lightness, a * kept, b * kept))
}

function isInGamut(values: readonly number[]): boolean {
  return values.every((value) => value >= -0.0005 && value <= 1.0005)
}
