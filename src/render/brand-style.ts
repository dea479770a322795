/** The partials that put a brand's colours at the end of a style element: unescaped, for they are made of nothing but colours. */

export const pageBrandStyle = '{{{brand.pageStyle}}}'
export const mailBrandStyle = '{{{brand.mailStyle}}}'

export const TRUSTED_STYLES = ['brand.pageStyle', 'brand.mailStyle']
