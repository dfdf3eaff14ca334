// Takes nodes that are to be joined or met, as an option names them, gives the nodes of the element.
import { CodedError } from '@flake-lattice/errors';
import { joinOf, meetOf } from '@flake-lattice/lattice';
import type { DiagramElement } from '@flake-lattice/lattice-page';
import { knownNodes, type Project } from '../project/read-project.js';

type Named = Pick<DiagramElement, 'kind' | 'of'>;

/** @throws CodedError USAGE where both are given, or one names nothing */
export function namedElement({ join, meet }: { join?: string; meet?: string }): Named | undefined {
  if (join !== undefined && meet !== undefined) {
    throw new CodedError({
      code: 'USAGE',
      message: '`--join` and `--meet` cannot both be lit',
      hint: 'give one of them',
    });
  }
  const text = join ?? meet;
  if (text === undefined) return undefined;
  const kind = join === undefined ? 'meet' : 'join';
  const of = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  if (of.length > 0) return { kind, of };
  throw new CodedError({
    code: 'USAGE',
    message: `\`--${kind}\` names no node`,
    hint: `flake-lattice graph --${kind} NODE,NODE`,
  });
}

/** In the order of the poset. @throws CodedError NODE_UNKNOWN */
export function combineNodes(project: Project, { kind, of }: Named): readonly string[] {
  const combine = kind === 'join' ? joinOf : meetOf;
  const { poset } = project;
  return knownNodes(project, of)
    .map((name) => poset.downSetOf([name]))
    .reduce((one, other) => combine(poset, one, other));
}
