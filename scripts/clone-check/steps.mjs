let passed = 0
let failed = 0

/** Runs a step and prints how it went; a failed one does not stop the others. */
export async function check(name, step) {
  try {
    await step()
    passed += 1
    console.log(`ok   ${name}`)
  } catch (error) {
    failed += 1
    console.log(`FAIL ${name}: ${error.message}`)
  }
}

/** @param {unknown} truth @param {string} otherwise what is wrong when it does not hold */
export function expect(truth, otherwise) {
  if (!truth) throw new Error(otherwise)
}

/** The closing line; answers the exit code. */
export function report() {
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}
