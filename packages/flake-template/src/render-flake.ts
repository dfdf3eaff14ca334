// Renders the plan of a flake with a template: gives the text of flake.nix, header included.
import { fileURLToPath } from 'node:url';
import type { FlakePlan } from './plan-flake.js';
import { type Origin, renderHeader } from './render-header.js';
import { renderTemplate } from './render-template.js';

const template = (name: string) => fileURLToPath(new URL(`../templates/${name}.nix.eta`, import.meta.url));

/** The templates that come with the tool, by name. */
export const builtInTemplates = {
  config: template('config'),
  shell: template('shell'),
  package: template('package'),
  check: template('check'),
} as const;

export const hubTemplate = template('hub');

/** Of the facade over the units of a crate, and of a unit; a crate that is used as it is has that of a unit. */
export const facadeTemplate = template('facade');
export const unitTemplate = template('unit');

/** @throws CodedError as {@link renderTemplate} does */
export async function renderFlake(plan: FlakePlan, template: string, origin: Origin): Promise<string> {
  return withHeader(origin, await renderTemplate(template, plan));
}

export function withHeader(origin: Origin, body: string): string {
  return `${renderHeader(origin)}${body.trimEnd()}\n`;
}
