// Takes one line of Nix's `--log-format internal-json`, gives the event it tells.
// Source: `src/libutil/include/nix/util/logging.hh` of Nix, enums ActivityType and ResultType.
import { stripVTControlCharacters } from 'node:util';

export type NixEvent =
  /** `machine` is the address of the builder, empty for this machine. */
  | {
      readonly kind: 'build';
      readonly id: number;
      readonly derivation: string;
      readonly machine: string;
    }
  /** A store path is about to come from a cache. */
  | { readonly kind: 'substitute'; readonly path: string; readonly from: string }
  | { readonly kind: 'copy'; readonly path: string }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'log'; readonly id: number; readonly line: string }
  | { readonly kind: 'other' }
  /** Level 0 is an error, 1 a warning, more is chatter. */
  | { readonly kind: 'message'; readonly level: number; readonly text: string };

const copyActivity = 100;
const buildActivity = 105;
const substituteActivity = 108;
const buildLogLine = 101;

/** Texts hold no colours. Nothing for a line that is not an event; `other` for one that tells nothing that a build's report needs. */
export function parseNixEvent(line: string): NixEvent | undefined {
  if (!line.startsWith('@nix ')) return undefined;
  const event = JSON.parse(line.slice('@nix '.length)) as Record<string, unknown>;
  const fields = (event.fields ?? []) as readonly unknown[];
  const id = Number(event.id);
  if (event.action === 'start' && event.type === buildActivity) {
    return { kind: 'build', id, derivation: String(fields[0]), machine: String(fields[1] ?? '') };
  }
  if (event.action === 'start' && event.type === substituteActivity) {
    return { kind: 'substitute', path: String(fields[0]), from: String(fields[1] ?? '') };
  }
  if (event.action === 'start' && event.type === copyActivity) {
    return { kind: 'copy', path: String(fields[0]) };
  }
  if (event.action === 'stop') return { kind: 'stop', id };
  if (event.action === 'result' && event.type === buildLogLine) {
    return { kind: 'log', id, line: stripVTControlCharacters(String(fields[0])) };
  }
  if (event.action === 'msg') {
    const text = String(event.raw_msg ?? event.msg);
    return { kind: 'message', level: Number(event.level), text: stripVTControlCharacters(text) };
  }
  return { kind: 'other' };
}
