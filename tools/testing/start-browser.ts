// For tests and benches: starts the browser that set-up brought or found, without a window.
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

export const browserProgram = join(import.meta.dirname, '../../.toolchain/bin/chromium');

/** It opens pages of ours alone, and a sandbox needs rights that a container may not have. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserProgram, args: ['--no-sandbox', '--disable-gpu'] });
}
