// For a test that this machine cannot run: says so where nobody overlooks it, and fails in CI.

export function cannotRun(what: string, reason: string): void {
  const message = `CANNOT RUN: ${what}: ${reason}`;
  if (process.env.CI === 'true') throw new Error(message);
  process.stderr.write(`\n${'!'.repeat(80)}\n${message}\n${'!'.repeat(80)}\n`);
}
