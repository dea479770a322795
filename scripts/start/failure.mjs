/** Something that the user can put right, said in one line; `log` is what stands behind it, where there is more to see. */
export class Failure extends Error {
  /** @param {string} message @param {string} [log] */
  constructor(message, log = '') {
    super(message)
    this.log = log
  }
}
