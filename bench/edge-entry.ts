export { gateway } from '../src/http/gateway.ts'
export { servePage } from '../src/http/pages.ts'
export { storeOf } from '../src/store/store.ts'
