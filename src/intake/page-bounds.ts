/** How deep and large a page may be: beyond any article's, for the parser's and the extractor's time grows with the product. */

export const MAX_DEPTH = 200
// Each of these is at least twice, mostly three times and more, what the largest of a hundred article pages has.
export const MAX_ELEMENTS = 8000
// The extractor's time grows with their square.
export const MAX_SIBLINGS = 2000
export const MAX_CROWDING = 4_500_000
export const MAX_ATTRIBUTES = 50_000
export const MAX_STEPS = 150_000
export const MAX_REACH = 25_000_000
// Each makes a node of its own.
export const MAX_REFERENCES = 100_000
