// What a run of the command prints as its result: takes the integration, gives lines for people or JSON.
import type { Integration } from './integrate.js';

export function formatReport(integration: Integration, form: 'text' | 'json', isDry: boolean): string {
  const { shown, plan } = integration;
  const outcome = outcomeOf(integration);
  if (form === 'json') {
    const report = {
      file: shown,
      outcome,
      written: !isDry && outcome !== 'unchanged',
      edits: editsInBytes(integration),
    };
    return `${JSON.stringify({ ...report, reasons: plan.reasons, notes: plan.notes }, null, 2)}\n`;
  }
  const label = isDry && outcome !== 'unchanged' ? `would be ${outcome}` : outcome;
  const reasons = plan.reasons.map((reason) => `  ${reason}\n`);
  return `${label}  ${shown}\n${reasons.join('')}`;
}

function outcomeOf({ flake, plan }: Integration): 'created' | 'changed' | 'unchanged' {
  if (flake.text === undefined) return 'created';
  return plan.result === flake.text ? 'unchanged' : 'changed';
}

/** Offsets as other programs count them: bytes of the file. */
function editsInBytes({ flake, plan }: Integration) {
  const { text = '', encoding } = flake;
  const bytes = (offset: number) => Buffer.byteLength(text.slice(0, offset), encoding);
  return plan.edits.map((edit) => ({ start: bytes(edit.start), end: bytes(edit.end), text: edit.text }));
}
